package io.dataface.tasks.manager.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTests {

    @TempDir Path folder;
    private final Set<Path> told = new HashSet<>();
    private boolean anything;
    private FolderSource source;
    private Map<String, String> known = Map.of();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("tasks"));
        write("a.md", "one");
        write("b.md", "one");
        source =
                new FolderSource(
                        folder,
                        new FolderHints() {
                            @Override
                            public void watch(Set<Path> folders) {}

                            @Override
                            public @Nullable Set<Path> touched() {
                                return anything ? null : Set.copyOf(told);
                            }
                        });
        read();
    }

    @Test
    void ofTouchedFilesAloneTheContentIsReadAgain() throws IOException {
        write("a.md", "two");
        write("b.md", "two");
        tell("a.md");

        Map<String, String> before = known;
        read();

        assertThat(known.get("a.md")).isNotEqualTo(before.get("a.md"));
        assertThat(known).containsEntry("b.md", before.get("b.md"));
    }

    @Test
    void whoDoesNotTrustTheHintsSeesEverything() throws IOException {
        write("b.md", "two");
        tell("a.md");
        String before = known.get("b.md");

        source.lookAtAll();
        read();

        assertThat(known.get("b.md")).isNotEqualTo(before);
    }

    @Test
    void whereAnythingMayHaveChangedAllIsRead() throws IOException {
        write("b.md", "two");
        anything = true;
        String before = known.get("b.md");

        read();

        assertThat(known.get("b.md")).isNotEqualTo(before);
    }

    @Test
    void aNewFileAndOneThatWentAwayAreFound() throws IOException {
        write("c.md", "one");
        tell("c.md");
        read();
        assertThat(known).containsOnlyKeys("a.md", "b.md", "c.md");

        Files.delete(path("c.md"));
        read();
        assertThat(known).containsOnlyKeys("a.md", "b.md");
    }

    @Test
    void aFileThatBecameALinkOutOfTheFolderIsLeftOut() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.md"), "secret");
        Files.delete(path("a.md"));
        Files.createSymbolicLink(path("a.md"), outside);
        tell("a.md");

        Snapshot snapshot = read();

        assertThat(known).containsOnlyKeys("b.md");
        assertThat(snapshot.left()).hasSize(1);
    }

    @Test
    void aFolderThatBecameALinkIsNotFollowed() throws IOException {
        Files.createDirectories(path("sub"));
        write("sub/a.md", "one");
        tell("sub");
        read();
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.md"), "secret");
        Files.delete(path("sub/a.md"));
        Files.delete(path("sub"));
        Files.createSymbolicLink(path("sub"), outside);
        told.clear();
        tell("sub/a.md");

        read();

        assertThat(known).containsOnlyKeys("a.md", "b.md");
    }

    @Test
    void hiddenFilesChangeNothing() throws IOException {
        write(".a.md.swp", "one");
        tell(".a.md.swp");

        assertThat(read().files()).hasSize(2);
    }

    @Test
    void whoForgotAFileGetsItsBytes() throws IOException {
        tell("a.md");
        known = Map.of();

        assertThat(read().files()).allSatisfy(file -> assertThat(file.bytes()).isNotNull());
    }

    private Snapshot read() {
        Snapshot snapshot = source.read(known);
        Map<String, String> blobs = new HashMap<>();
        snapshot.files().forEach(file -> blobs.put(file.path(), file.blob()));
        known = blobs;
        return snapshot;
    }

    private Path path(String name) {
        return folder.resolve("tasks").resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(path(name), text);
    }

    private void tell(String name) {
        told.add(path(name));
    }
}

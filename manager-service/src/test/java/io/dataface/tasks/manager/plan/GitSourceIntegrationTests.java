package io.dataface.tasks.manager.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dataface.tasks.manager.plan.source.FolderSource;
import io.dataface.tasks.manager.plan.source.PlanSource;
import io.dataface.tasks.manager.plan.source.Snapshot;
import io.dataface.tasks.manager.plan.source.SourceAddress;
import io.dataface.tasks.manager.plan.source.SourceException;
import io.dataface.tasks.manager.plan.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceIntegrationTests {
    @TempDir Path root = Path.of(".");
    private Path work = root;

    @BeforeEach
    void repository() throws Exception {
        work = Files.createDirectories(root.resolve("work"));
        git("init", "--quiet", "--initial-branch=main");
        write("tasks/a.md", "one");
        write("tasks/images/b c.png", "two");
        write("src/code.txt", "not the plan's");
        commit("First");
        write("tasks/a.md", "changed");
        commit("Second");
    }

    @Test
    void aUrlGivesTheTreeOfItsHeadAndWhoTouchedWhat() throws Exception {
        Snapshot snapshot = remote().read(Map.of());

        assertThat(snapshot.commit()).isEqualTo(head());
        assertThat(snapshot.folder()).isEqualTo("tasks");
        assertThat(snapshot.dirty()).isFalse();
        assertThat(text(snapshot))
                .containsOnly(Map.entry("a.md", "changed"), Map.entry("images/b c.png", "two"));
        assertThat(last(snapshot, "a.md").commit()).isEqualTo(head());
        assertThat(last(snapshot, "a.md").author()).isEqualTo("Ada");
        assertThat(last(snapshot, "images/b c.png").commit()).isNotEqualTo(head());
    }

    @Test
    void onlyUnknownContentIsReadAgain() throws Exception {
        PlanSource source = remote();
        Snapshot first = source.read(Map.of());
        write("tasks/a.md", "third");
        commit("Third");
        git("push", "--quiet", bare().toString(), "main");

        Snapshot second = source.read(blobs(first));

        assertThat(text(second)).containsOnly(Map.entry("a.md", "third"));
        assertThat(second.files()).hasSize(2);
        assertThat(last(second, "a.md").commit()).isEqualTo(head());
        assertThat(last(second, "images/b c.png")).isEqualTo(last(first, "images/b c.png"));
    }

    @Test
    void aRemoteThatIsAwayOrLacksTheBranchSaysSo() throws Exception {
        Path bare = bare();
        assertThat(catchThrowable(() -> open(bare.toString(), "nowhere").read(Map.of())))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("at branch nowhere");
        assertThat(
                        catchThrowable(
                                () -> open(root.resolve("no.git").toString(), null).read(Map.of())))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("check the address");
    }

    @Test
    void linksInTheTreeAreNotFollowed() throws Exception {
        Path secret = Files.writeString(root.resolve("secret.md"), "secret");
        Files.createSymbolicLink(work.resolve("tasks/secret.md"), secret);
        Files.createSymbolicLink(work.resolve("tasks/images/secret.png"), secret);
        Files.createSymbolicLink(work.resolve("tasks/more"), root);
        commit("Links");

        assertThat(text(remote().read(Map.of()))).containsOnlyKeys("a.md", "images/b c.png");
    }

    @Test
    void aFolderInGitIsItsWorkingTree() throws Exception {
        var source = new FolderSource(work, _ -> {});
        assertThat(source.read(Map.of()).dirty()).isFalse();

        write("tasks/a.md", "not committed");
        Snapshot snapshot = source.read(Map.of());

        assertThat(snapshot.commit()).isEqualTo(head());
        assertThat(snapshot.dirty()).isTrue();
        assertThat(text(snapshot)).containsEntry("a.md", "not committed");
        assertThat(last(snapshot, "a.md").commit()).isEqualTo(head());
    }

    @Test
    void nobodyWalksUpToAnEnclosingRepository() {
        Snapshot snapshot = new FolderSource(work.resolve("tasks"), _ -> {}).read(Map.of());

        assertThat(snapshot.commit()).isNull();
        assertThat(snapshot.folder()).isEmpty();
        assertThat(text(snapshot)).containsKeys("a.md");
    }

    @Test
    void aRepositorysOwnSettingsRunNothing() throws Exception {
        Path canary = root.resolve("canary");
        Path script = Files.writeString(root.resolve("run"), "#!/bin/sh\ntouch " + canary + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        git("config", "core.fsmonitor", script.toString());
        git("config", "core.pager", script.toString());
        git("config", "log.showSignature", "true");
        git("config", "gpg.program", script.toString());
        sign();
        write("tasks/a.md", "again");

        new FolderSource(work, _ -> {}).read(Map.of());

        assertThat(canary).doesNotExist();
    }

    @Test
    void aPasswordInAUrlIsNotShown() {
        assertThat(SourceAddress.parse("https://ada:secret@example.org/plan.git").shown())
                .isEqualTo("https://example.org/plan.git");
    }

    private PlanSource remote() throws Exception {
        return open(bare().toString(), null);
    }

    private PlanSource open(String address, @Nullable String ref) {
        return SourceAddress.parse(address).open(ref, root.resolve("cache/plan.git"), _ -> {});
    }

    private Path bare() throws Exception {
        Path bare = root.resolve("plan.git");
        if (!Files.exists(bare)) {
            git("clone", "--quiet", "--bare", work.toString(), bare.toString());
        }
        return bare;
    }

    private static Map<String, String> text(Snapshot snapshot) {
        Map<String, String> text = new HashMap<>();
        for (SourceFile file : snapshot.files()) {
            byte[] bytes = file.bytes();
            if (bytes != null) {
                text.put(file.path(), new String(bytes, UTF_8));
            }
        }
        return text;
    }

    private static Map<String, String> blobs(Snapshot snapshot) {
        Map<String, String> blobs = new HashMap<>();
        snapshot.files().forEach(f -> blobs.put(f.path(), f.blob()));
        return blobs;
    }

    private static SourceFile.Authorship last(Snapshot snapshot, String path) {
        return snapshot.files().stream()
                .filter(f -> f.path().equals(path))
                .map(f -> Objects.requireNonNull(f.last()))
                .findFirst()
                .orElseThrow();
    }

    private String head() throws Exception {
        return git("rev-parse", "HEAD");
    }

    private void commit(String message) throws Exception {
        git("add", "--all");
        git(
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.org",
                "commit",
                "--quiet",
                "-m",
                message);
    }

    /// Puts a signature into the head commit: git would have it verified by a program of the
    /// repository's choice.
    private void sign() throws Exception {
        String signature =
                "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n";
        String signed = git("cat-file", "commit", "HEAD").replaceFirst("\n\n", signature);
        Path file = Files.writeString(root.resolve("signed"), signed + "\n");
        git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", file.toString()));
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output.strip();
    }

    private void write(String path, String text) throws IOException {
        Path file = work.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}

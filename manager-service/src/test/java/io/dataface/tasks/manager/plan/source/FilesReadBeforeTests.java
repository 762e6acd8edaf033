package io.dataface.tasks.manager.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesReadBeforeTests {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;
    private final FilesReadBefore earlier = new FilesReadBefore(() -> NOW);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("a.md");
        write("one", LONG);
    }

    @Test
    void aTouchedFileIsReadAgain() throws IOException {
        String before = walk(Map.of()).blobs().get("a.md");

        write("two", LONG.minusMillis(1));
        FolderWalk walk = walk(Map.of("a.md", before));

        assertThat(walk.blobs().get("a.md")).isNotEqualTo(before);
        assertThat(walk.bytes().get("a.md")).asString().isEqualTo("two");
    }

    @Test
    void anUntouchedFileIsNot() throws IOException {
        String before = walk(Map.of()).blobs().get("a.md");

        // Nothing but the times and the size tells: this is what is relied on.
        write("two", LONG);

        assertThat(walk(Map.of("a.md", before)).blobs()).containsEntry("a.md", before);
    }

    @Test
    void aFileThatChangedWithinTheLastTickIsReadAgain() throws IOException {
        write("one", Duration.ofSeconds(1));
        String before = walk(Map.of()).blobs().get("a.md");

        write("two", Duration.ofSeconds(1));

        assertThat(walk(Map.of("a.md", before)).bytes().get("a.md")).asString().isEqualTo("two");
    }

    @Test
    void whoForgotAFileGetsItsBytes() throws IOException {
        walk(Map.of());

        assertThat(walk(Map.of()).bytes()).containsKey("a.md");
    }

    private FolderWalk walk(Map<String, String> known) throws IOException {
        var walk = new FolderWalk(folder, known, earlier);
        walk.run();
        return walk;
    }

    private void write(String text, Duration ago) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }
}

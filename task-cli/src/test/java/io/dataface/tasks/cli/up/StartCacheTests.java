package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTests {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;
    private StartCache cache;

    @BeforeEach
    void build() throws IOException {
        Path jar = Files.createFile(folder.resolve("docs-service.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        cache = StartCache.of(jar);
    }

    @Test
    void liesBesideItsJarAndNamesTheVersionOfJava() {
        assertThat(cache.file())
                .isEqualTo(
                        folder.resolve(
                                "docs-service-" + System.getProperty("java.version") + ".aot"));
    }

    @Test
    void isReadOnlyWhereItIsThere() throws IOException {
        assertThat(cache.options(StartCache.Use.READ)).isEmpty();

        Files.createFile(cache.file());

        assertThat(cache.options(StartCache.Use.READ))
                .containsExactly("-XX:AOTCache=" + cache.file());
    }

    @Test
    void doesNotCountWhereItsJarIsYounger() throws IOException {
        Files.createFile(cache.file());
        Files.setLastModifiedTime(cache.file(), FileTime.from(BUILT.minusSeconds(1)));

        assertThat(cache.exists()).isFalse();
    }

    @Test
    void halfARecordingNeverCounts() throws IOException {
        String option = cache.options(StartCache.Use.RECORD).getFirst();
        Path recorded = Path.of(option.substring(option.indexOf('=') + 1));
        Files.createFile(recorded);
        assertThat(cache.exists()).isFalse();

        cache.keep();

        assertThat(cache.exists()).isTrue();
        assertThat(recorded).doesNotExist();
    }
}

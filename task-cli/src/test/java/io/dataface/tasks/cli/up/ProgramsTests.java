package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTests {
    @TempDir Path home;

    @Test
    void whatAnEarlierBuildLeftGoesAndTheRestStays() throws IOException {
        Files.createDirectories(home.resolve("docs-service/target"));
        Files.createFile(home.resolve("docs-service/target/docs-service.jar"));
        ServiceJar jar = ServiceJar.of(home, "docs-service");
        Path folder = ServiceJar.programs(home);
        Path earlier = Files.createDirectories(folder.resolve("docs-service-1-2"));
        Path halfUnpacked = Files.createDirectories(folder.resolve("docs-service-1-2-345"));
        Path postgres = Files.createDirectories(folder.resolve("postgres-1"));
        Path current = Files.createDirectories(jar.folder());

        Programs.open(folder, List.of(jar)).close();

        assertThat(earlier).doesNotExist();
        assertThat(halfUnpacked).doesNotExist();
        assertThat(current).exists();
        assertThat(postgres).exists();
    }
}

package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The harness itself, on an installation that nobody hurts.
class HarnessEndToEndTests {
    @TempDir Path folder;

    @Test
    void anUnhurtInstallationRunsItsTasks() {
        try (var it = Installation.start(folder, Setup.of(4, 1).throughProxy())) {
            it.api().kickOff(it.plan().slugs());
            it.api().awaitQuiet(it.plan().slugs(), Duration.ofSeconds(60));

            assertThat(it.plan().slugs()).allMatch(s -> it.api().state(s).equals("SUCCEEDED"));
            assertThat(it.remote().branches()).containsKeys("task/t-001", "task/t-004");
            it.awaitNoAgents(Duration.ofSeconds(5));
        }
    }
}

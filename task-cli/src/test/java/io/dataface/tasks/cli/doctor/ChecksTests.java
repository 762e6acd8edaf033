package io.dataface.tasks.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.cli.doctor.Finding.Level;
import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTests {
    @TempDir Path folder;
    private final Checks checks = new Checks("/usr/bin:/bin");

    @Test
    void aTakenPortNamesTheFlagThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = checks.port(taken.getLocalPort(), "--port", new DataFolder(folder));

            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.fix()).isEqualTo("tasks up --port <port>");
        }
    }

    @Test
    void anAgentIsLookedForOnThePath() {
        assertThat(checks.agent("sh -x").level()).isEqualTo(Level.OK);
        assertThat(checks.agent("no-such-agent --headless"))
                .extracting(Finding::level, Finding::found)
                .containsExactly(Level.FAIL, "no program no-such-agent on the PATH");
    }

    @Test
    void aRepositoryIsRead() throws Exception {
        Programs.run(
                java.time.Duration.ofSeconds(10),
                java.util.Map.of(),
                java.util.List.of(
                        "git", "init", "--quiet", "--bare", folder.resolve("x.git") + ""));

        assertThat(checks.remote("--repo", folder.resolve("x.git").toString()).level())
                .isEqualTo(Level.OK);
        assertThat(checks.remote("--repo", folder.toString()).found())
                .endsWith("no git repository");
        assertThat(checks.remote("--plans", folder.toString()).level()).isEqualTo(Level.OK);
        assertThat(checks.remote("--repo", "/no/such").level()).isEqualTo(Level.FAIL);
    }

    @Test
    void thePersonsOwnGitSettingsAreLeftOut() throws Exception {
        var settings =
                Programs.run(
                        java.time.Duration.ofSeconds(10),
                        Checks.LIKE_THE_SERVICES,
                        java.util.List.of("git", "config", "--global", "--list"));

        assertThat(settings).contains(new Programs.Answer(0, ""));
    }

    @Test
    void missingModulesAreNamed() throws IOException {
        Path jar = folder.resolve("docs-service/target/docs-service.jar");
        Files.createDirectories(jar.resolveSibling("."));
        Files.createFile(jar);

        assertThat(checks.built(folder).found())
                .isEqualTo("missing: manager-service, dispatch-worker");
    }

    @Test
    void thisMachineHasGitAndAJdk() throws Exception {
        assertThat(checks.git().level()).isEqualTo(Level.OK);
        assertThat(checks.jdk().level()).isEqualTo(Level.OK);
        assertThat(checks.disk(new DataFolder(folder.resolve("not/yet"))).found())
                .contains("GiB free");
    }
}

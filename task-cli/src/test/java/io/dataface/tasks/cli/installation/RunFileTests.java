package io.dataface.tasks.cli.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.cli.installation.RunFile.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTests {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsFoundAgain() {
        DataFolder data = new DataFolder(folder);
        RunFile run = run(RunningProcess.of("manager", ProcessHandle.current()));

        run.write(data);

        assertThat(RunFile.find(data)).contains(run);
    }

    @Test
    void anUnreadableFileIsNone() throws IOException {
        DataFolder data = new DataFolder(folder);
        Files.writeString(data.runFile(), "{\"schemaVersion\":");

        assertThat(RunFile.find(data)).isEmpty();
        assertThat(RunFile.find(new DataFolder(folder.resolve("none")))).isEmpty();
    }

    @Test
    void aReusedProcessIdIsAnotherProcess() {
        ProcessHandle self = ProcessHandle.current();

        assertThat(RunningProcess.of("manager", self).findAlive()).contains(self);
        assertThat(new RunningProcess("manager", self.pid(), "2001-01-01T00:00:00Z").findAlive())
                .isEmpty();
    }

    private static RunFile run(RunningProcess process) {
        return new RunFile(
                1,
                "http://127.0.0.1:8005/",
                "http://127.0.0.1:8010",
                "/data/secrets/token",
                "demo",
                "/data",
                1,
                "2026-01-02T03:04:05Z",
                15_432,
                List.of(process));
    }
}

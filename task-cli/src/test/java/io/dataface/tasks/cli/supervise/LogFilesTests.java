package io.dataface.tasks.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTests {
    @TempDir Path folder;

    @Test
    void rotationKeepsTheLastThree() throws IOException {
        Path log = folder.resolve("x.log");
        for (int start = 1; start <= 5; start++) {
            LogFiles.rotate(log);
            Files.writeString(log, "start " + start);
        }

        assertThat(log).hasContent("start 5");
        assertThat(folder.resolve("x.log.1")).hasContent("start 4");
        assertThat(folder.resolve("x.log.3")).hasContent("start 2");
        assertThat(folder.resolve("x.log.4")).doesNotExist();
    }

    @Test
    void theTailLeavesStackFramesOut() throws IOException {
        Path log = folder.resolve("x.log");
        Files.writeString(log, "Caused by: no disk\n\tat a.B.c(B.java:1)\n\t... 3 more\n\nlast\n");

        assertThat(LogFiles.tail(log)).endsWith(":\nCaused by: no disk\nlast");
    }

    @Test
    void aMissingLogIsNamedAllTheSame() {
        assertThat(LogFiles.tail(folder.resolve("none.log"))).contains("none.log (unreadable)");
    }
}

package io.dataface.tasks.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.worker.process.ProcessSpec;
import io.dataface.tasks.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIntegrationTests {
    @TempDir private Path folder;
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void aLeaseStartsOnceOnly() throws Exception {
        try (var journal = Journal.open(folder, first)) {
            var dispatch = UUID.randomUUID();
            assertThat(journal.start(dispatch, 1)).isTrue();
            assertThat(journal.start(dispatch, 1)).isFalse();
            assertThat(journal.start(dispatch, 2)).isTrue();
        }
    }

    @Test
    void aFolderHasOneWorker() throws Exception {
        try (var journal = Journal.open(folder, first)) {
            assertThat(journal.killed()).isEmpty();
            assertThatThrownBy(() -> Journal.open(folder, second))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("tasks.worker.data");
        }
    }

    @Test
    void whatAnEarlierIncarnationLeftIsKilledAndTold() throws Exception {
        var tree =
                new Processes()
                        .start(
                                new ProcessSpec(
                                        List.of("sleep", "600"),
                                        folder,
                                        Map.of("PATH", String.valueOf(System.getenv("PATH"))),
                                        null,
                                        first + ":x;",
                                        false));
        try (var journal = Journal.open(folder, first)) {
            journal.process(tree.pid());
        }
        assertThat(tree.alive()).isTrue();
        try (var journal = Journal.open(folder, second)) {
            assertThat(tree.await(Duration.ofSeconds(5))).isTrue();
            assertThat(journal.killed()).containsExactly(first);
            journal.told();
            assertThat(journal.killed()).isEmpty();
        }
        var third = UUID.randomUUID();
        try (var journal = Journal.open(folder, third)) {
            assertThat(journal.killed()).containsExactly(second);
        }
    }

    @Test
    void whatWasNotToldIsToldNextTime() throws Exception {
        Journal.open(folder, first).close();
        Journal.open(folder, second).close();
        try (var journal = Journal.open(folder, UUID.randomUUID())) {
            assertThat(journal.killed()).containsExactly(first, second);
        }
    }

    @Test
    void aTornLineIsIgnored() throws Exception {
        Journal.open(folder, first).close();
        Files.writeString(folder.resolve("journal"), "process 12", StandardOpenOption.APPEND);
        try (var journal = Journal.open(folder, second)) {
            assertThat(journal.killed()).containsExactly(first);
        }
    }
}

package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.QueueView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTests {
    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @Test
    void aPostIsRepeatedWithTheSameKey() {
        var empty = new QueueView(true, "ada", null, List.of());
        manager.problem("POST /queue/pause", 503, "starting", "wait")
                .on("POST /queue/pause", HttpExchange::close)
                .problem("POST /queue/pause", 409, "request_running", "wait")
                .json("POST /queue/pause", empty);
        var ended = CommandRun.in(folder).against(manager).run("pause");
        assertThat(ended.code()).isZero();
        assertThat(manager.seen()).hasSize(4);
        assertThat(manager.seen())
                .extracting(seen -> seen.headers().get("Idempotency-key"))
                .doesNotContainNull()
                .containsOnly(manager.seen().getFirst().headers().get("Idempotency-key"));
    }

    @Test
    void twoCommandsNeverShareAKey() {
        manager.json("POST /queue/resume", new QueueView(false, null, null, List.of()));
        CommandRun.in(folder).against(manager).run("resume");
        CommandRun.in(folder).against(manager).run("resume");
        assertThat(manager.seen())
                .extracting(seen -> seen.headers().get("Idempotency-key"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aReadIsRepeatedUntilItsTimeIsUp() {
        manager.problem("GET /queue", 503, "starting", "wait");
        long start = System.nanoTime();
        var ended = CommandRun.in(folder).against(manager).run("queue", "--timeout", "1s");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(manager.seen()).hasSizeBetween(3, 6);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2000);
    }

    @Test
    void aChangeWithoutAKeyIsNotRepeated() {
        manager.json(
                        "GET /tasks/fix-login",
                        Sample.task("fix-login", "QUEUED", Sample.run(DispatchState.QUEUED)))
                .problem("PATCH /queue/" + Sample.RUN, 503, "starting", "wait");
        var ended =
                CommandRun.in(folder).against(manager).run("queue", "priority", "fix-login", "P0");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(manager.lines()).filteredOn(line -> line.startsWith("PATCH")).hasSize(1);
    }

    @Test
    void aManagerThatNeverAnswersEndsInTime() {
        manager.on("GET /queue", exchange -> {});
        long start = System.nanoTime();
        var ended = CommandRun.in(folder).against(manager).run("queue", "--timeout", "300ms");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).contains("no answer from");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(3000);
    }
}

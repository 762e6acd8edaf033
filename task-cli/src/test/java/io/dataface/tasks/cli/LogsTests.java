package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.dataface.tasks.cli.invocation.Json;
import io.dataface.tasks.model.DispatchState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTests {
    private static final String LOG = "GET /dispatches/" + Sample.RUN + "/log";
    private static final String STREAM = LOG + "/stream";

    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
        manager.json("GET /tasks/fix-login", Sample.task("fix-login", "RUNNING", null));
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    private void run(DispatchState state, long length) {
        manager.json(
                "GET /tasks/APP-FIX_LOGIN/dispatches",
                Sample.page(List.of(Sample.run(state, 1, null, length))));
    }

    private static String event(long offset, String text) {
        long end = offset + text.getBytes(StandardCharsets.UTF_8).length;
        var data = Map.of("offset", offset, "stream", "stdout", "text", text);
        return "id: " + end + "\nevent: log\ndata: " + Json.compact(data) + "\n\n";
    }

    private static String end() {
        var ended = Sample.run(DispatchState.FAILED, 1, "exit", 20);
        return "event: end\ndata: " + Json.compact(ended) + "\n\n";
    }

    private static void stream(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Test
    void aCutStreamGoesOnWhereItStopped() {
        run(DispatchState.RUNNING, 0);
        manager.on(STREAM, x -> stream(x, ": hello\n\n" + event(0, "one\n") + event(4, "zw")))
                .problem(STREAM, 503, "starting", "wait")
                .on(STREAM, x -> stream(x, event(4, "zwö") + "event: lo"))
                .on(STREAM, x -> stream(x, event(8, "lf\n") + end()));
        var ended = CommandRun.in(folder).against(manager).run("logs", "-f", "fix-login");
        assertThat(ended.out()).isEqualTo("one\nzwölf\n");
        assertThat(ended.err()).contains("run 1 FAILED (exit)", "next: tasks show fix-login");
        assertThat(ended.code()).isZero();
        assertThat(manager.seen())
                .filteredOn(seen -> seen.path().endsWith("/stream"))
                .extracting(seen -> seen.headers().getOrDefault("Last-event-id", "-"))
                .containsExactly("-", "6", "6", "8");
    }

    @Test
    void aFollowedLogIsOneJsonObjectALine() {
        run(DispatchState.RUNNING, 0);
        manager.on(STREAM, x -> stream(x, event(0, "one\n") + end()));
        var ended = CommandRun.in(folder).against(manager).run("logs", "-f", "fix-login", "--json");
        List<String> lines = ended.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "{\"schemaVersion\":1,\"offset\":0,\"stream\":\"stdout\","
                                + "\"text\":\"one\\n\"}");
        assertThat(Json.mapper().readTree(lines.getLast()).path("end").path("state").asString())
                .isEqualTo("FAILED");
    }

    @Test
    void whatATerminalWouldObeyIsTakenOut() {
        String evil = "\u001b]0;owned\u0007\u001b[31mred\u001b[0m\u001b[2J\u009b5n\u202eok\r\n";
        run(DispatchState.FAILED, evil.length());
        manager.on(LOG, x -> FakeManager.send(x, 200, "text/plain", evil));
        var piped = CommandRun.in(folder).against(manager).run("logs", "fix-login");
        assertThat(piped.out()).isEqualTo("redok\n");
        var seen = CommandRun.in(folder).against(manager).onTerminal().run("logs", "fix-login");
        assertThat(seen.out()).isEqualTo("\u001b[31mred\u001b[0mok\n");
        var raw = CommandRun.in(folder).against(manager).run("logs", "fix-login", "--raw");
        assertThat(raw.bytes()).isEqualTo(evil.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTailIsReadFromTheEnd() {
        var text = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        run(DispatchState.FAILED, all.length);
        manager.on(LOG, x -> ranged(x, all));
        var ended = CommandRun.in(folder).against(manager).run("logs", "fix-login", "--tail", "2");
        assertThat(ended.out()).isEqualTo("line 19999\nline 20000\n");
        assertThat(manager.seen().getLast().headers().get("Range"))
                .isEqualTo("bytes=" + (all.length - 65_536) + "-");
    }

    @Test
    void aRangeIsAskedForAsItIs() {
        byte[] all = "0123456789".getBytes(StandardCharsets.UTF_8);
        run(DispatchState.FAILED, all.length);
        manager.on(LOG, x -> ranged(x, all));
        var run = CommandRun.in(folder).against(manager);
        assertThat(run.run("logs", "fix-login", "--range", "2-4").out()).isEqualTo("234");
        assertThat(run.run("logs", "fix-login", "--range", "7-").out()).isEqualTo("789");
    }

    @Test
    void aRangeBehindTheEndIsEmpty() {
        run(DispatchState.RUNNING, 10);
        manager.on(LOG, x -> FakeManager.send(x, 416, "text/plain", ""));
        var ended =
                CommandRun.in(folder).against(manager).run("logs", "fix-login", "--range", "99-");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
    }

    private static void ranged(HttpExchange exchange, byte[] all) throws IOException {
        String[] ends =
                exchange.getRequestHeaders().getFirst("Range").replace("bytes=", "").split("-");
        int from = Integer.parseInt(ends[0]);
        int to = ends.length > 1 ? Integer.parseInt(ends[1]) + 1 : all.length;
        byte[] part = Arrays.copyOfRange(all, from, to);
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
        exchange.close();
    }

    @Test
    void aTaskWithoutARunHasNoLog() {
        manager.json("GET /tasks/APP-FIX_LOGIN/dispatches", Sample.page(List.of()));
        var ended = CommandRun.in(folder).against(manager).run("logs", "fix-login");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("tasks kickoff fix-login");
    }
}

package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Answer;
import io.dataface.tasks.cli.connection.Call;
import io.dataface.tasks.cli.connection.ManagerClient;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Json;
import io.dataface.tasks.cli.runs.EventStream.Event;
import io.dataface.tasks.model.api.DispatchView;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Follows a run's log to its end, over as many connections as it takes: nothing is missed and
/// nothing comes twice.
final class LogFollower {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(60);

    private final ManagerClient client;
    private final UUID dispatch;
    private final Sink sink;
    private long position;

    /// Where the pieces of a log go.
    interface Sink {
        /// @param offset of the text's first byte
        void accept(long offset, String stream, String text);
    }

    private record Piece(long offset, @Nullable String stream, @Nullable String text) {}

    /// @param position bytes that are known already
    LogFollower(ManagerClient client, UUID dispatch, long position, Sink sink) {
        this.client = client;
        this.dispatch = dispatch;
        this.position = position;
        this.sink = sink;
    }

    /// Follows until the log is complete, and answers how the run ended.
    DispatchView follow() {
        long lastAnswer = System.nanoTime();
        long pause = 100;
        while (true) {
            IOException broken = new IOException("the stream ended early");
            try {
                long before = position;
                Optional<DispatchView> end = connection();
                if (end.isPresent()) {
                    return end.get();
                }
                lastAnswer = System.nanoTime();
                pause = position > before ? 100 : pause;
            } catch (IOException e) {
                broken = e;
            }
            if (System.nanoTime() - lastAnswer > LONGEST_OUTAGE.toNanos()) {
                throw lost(broken);
            }
            sleep(pause);
            pause = Math.min(pause * 2, 3000);
        }
    }

    private Optional<DispatchView> connection() throws IOException {
        Call call = Call.get("/dispatches/" + dispatch + "/log/stream");
        if (position > 0) {
            call = call.with("Last-Event-ID", Long.toString(position));
        }
        HttpResponse<InputStream> response = client.stream(call);
        if (response.statusCode() != 200) {
            refuse(response);
        }
        try (var stream = new EventStream(response.body(), LONGEST_SILENCE)) {
            for (var event = stream.next(); event.isPresent(); event = stream.next()) {
                if (event.get().name().equals("end")) {
                    return Optional.of(parse(event.get(), DispatchView.class));
                }
                if (event.get().name().equals("log")) {
                    accept(event.get());
                }
            }
        }
        return Optional.empty();
    }

    private void accept(Event event) {
        Piece piece = parse(event, Piece.class);
        byte[] bytes = (piece.text() == null ? "" : piece.text()).getBytes(StandardCharsets.UTF_8);
        // The event's id is the end in the log's own bytes; text that was not UTF-8 counts
        // otherwise.
        long end =
                event.id().matches("\\d{1,18}")
                        ? Long.parseLong(event.id())
                        : piece.offset() + bytes.length;
        if (end <= position) {
            return;
        }
        int known = Math.clamp(position - piece.offset(), 0, bytes.length);
        String text = new String(bytes, known, bytes.length - known, StandardCharsets.UTF_8);
        String stream = piece.stream() == null ? "stdout" : piece.stream();
        sink.accept(piece.offset() + known, stream, text);
        position = end;
    }

    private static void refuse(HttpResponse<InputStream> response) throws IOException {
        byte[] body = response.body().readAllBytes();
        var error = new Answer(response.statusCode(), response.headers(), body).toException();
        if (error.exit() == Exit.UNAVAILABLE) {
            throw new IOException(error.message(), error);
        }
        throw error;
    }

    private static <T> T parse(Event event, Class<T> type) {
        try {
            return Json.mapper().readValue(event.data(), type);
        } catch (JacksonException e) {
            throw new CliException(Exit.FAILURE, "bad_answer", "a log event cannot be understood")
                    .why(e.getOriginalMessage())
                    .cause(e);
        }
    }

    private static CliException lost(IOException cause) {
        return new CliException(Exit.UNAVAILABLE, "unavailable", "the log cannot be followed now")
                .why(cause.getMessage())
                .fix("the run goes on; try again")
                .cause(cause);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.INTERRUPTED, "interrupted", "interrupted").cause(e);
        }
    }
}

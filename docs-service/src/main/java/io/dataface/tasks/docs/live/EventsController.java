package io.dataface.tasks.docs.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/// Streams changes to a tab as server-sent events: `change` with what changed, `feed` with `up`
/// or `down`. Each carries the mark from which a tab that comes back goes on.
@RestController
class EventsController {

    private static final String BEAT = ": beat\n\n";

    private final ChangeHub hub;
    private final LiveSettings settings;
    private final JsonMapper json;

    EventsController(ChangeHub hub, LiveSettings settings, JsonMapper json) {
        this.hub = hub;
        this.settings = settings;
        this.json = json;
    }

    /// Ends when the tab goes away or this process stops.
    ///
    /// @param since mark at which the page was made; `Last-Event-ID` wins over it
    /// @throws ResponseStatusException 503 where too many streams are open
    @GetMapping("/events")
    void events(
            @RequestParam(required = false) @Nullable String since,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        EventStream stream =
                hub.findStream(last == null ? since : last).orElseThrow(() -> tooMany(response));
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            OutputStream out = response.getOutputStream();
            say(out, "retry: 2000\n\n");
            while (!stream.closed()) {
                EventStream.Event event = stream.take(settings.heartbeat());
                if (!stream.closed()) {
                    say(out, event == null ? BEAT : text(event));
                    stream.rest(settings.pace());
                }
            }
        } finally {
            hub.leave(stream);
        }
    }

    private static ResponseStatusException tooMany(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        return new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Too many open tabs listen for changes; reload this page for the latest.");
    }

    private String text(EventStream.Event event) {
        String feed = "id: %s\nevent: feed\ndata: %s\n\n";
        String told = feed.formatted(event.mark(), event.feedUp() ? "up" : "down");
        if (event.change() == null) {
            return told;
        }
        return told
                + "id: %s\nevent: change\ndata: %s\n\n"
                        .formatted(event.mark(), json.writeValueAsString(event.change()));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

package io.dataface.tasks.manager.log;

import io.dataface.tasks.manager.web.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// A dispatch's log: append (workers), read by range, follow.
@RestController
@RequestMapping("/api/v1/dispatches/{dispatch}/log")
class LogController {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");
    private static final int STEP = 1 << 20;

    private final Logs logs;
    private final LogStreams streams;

    LogController(Logs logs, LogStreams streams) {
        this.logs = logs;
        this.streams = streams;
    }

    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void append(
            @PathVariable UUID dispatch,
            @RequestParam long offset,
            @RequestParam long token,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        if (!stream.matches("stdout|stderr|system")) {
            throw ApiException.badRequest(
                    "bad_stream", "?stream", "stream must be stdout, stderr or system");
        }
        if (offset < 0) {
            throw ApiException.badRequest("bad_offset", "?offset", "offset must not be negative");
        }
        logs.append(dispatch, token, offset, stream, bytes == null ? new byte[0] : bytes);
    }

    /// All of it, or the one range that is asked for: `bytes=100-`, `bytes=0-99`, `bytes=-100`.
    @GetMapping
    ResponseEntity<StreamingResponseBody> read(
            @PathVariable UUID dispatch,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range) {
        var extent = logs.extent(dispatch);
        long from = 0;
        long to = extent.length();
        boolean part = false;
        var asked = range == null ? null : RANGE.matcher(range);
        if (asked != null && asked.matches() && !asked.group().equals("bytes=-")) {
            part = true;
            boolean last = asked.group(1).isEmpty();
            from =
                    last
                            ? Math.max(0, to - Long.parseLong(asked.group(2)))
                            : Long.parseLong(asked.group(1));
            to =
                    last || asked.group(2).isEmpty()
                            ? to
                            : Math.min(to, Long.parseLong(asked.group(2)) + 1);
            if (from >= to) {
                return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + extent.length())
                        .headers(h -> about(h, extent))
                        .build();
            }
        }
        long first = from;
        long end = to;
        var answer =
                part
                        ? ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
                                .header(
                                        HttpHeaders.CONTENT_RANGE,
                                        "bytes %d-%d/%d".formatted(first, end - 1, extent.length()))
                        : ResponseEntity.ok();
        return answer.headers(h -> about(h, extent))
                .contentLength(end - first)
                .body(out -> copy(dispatch, first, end, out));
    }

    private static void about(HttpHeaders headers, Logs.Extent extent) {
        headers.setContentType(MediaType.parseMediaType("text/plain;charset=UTF-8"));
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set("X-Log-Length", String.valueOf(extent.length()));
        headers.set("X-Log-Final", String.valueOf(extent.over()));
    }

    private void copy(UUID dispatch, long from, long to, OutputStream out) throws IOException {
        for (long at = from; at < to; at += STEP) {
            for (var chunk : logs.read(dispatch, at, Math.min(to, at + STEP))) {
                out.write(chunk.bytes());
            }
        }
    }

    /// Follows the log from the last event's end, or from the start, until it is over.
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> follow(
            @PathVariable UUID dispatch,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @RequestParam(defaultValue = "0") long offset) {
        logs.extent(dispatch);
        long from = offset;
        if (last != null) {
            if (!last.matches("\\d{1,15}")) {
                throw ApiException.badRequest(
                        "bad_event_id", "?Last-Event-ID", "Last-Event-ID must be a log offset");
            }
            from = Long.parseLong(last);
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(streams.open(dispatch, from));
    }
}

package io.dataface.tasks.docs.log;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Serves a run's log: lines for a page that shows it, and the raw bytes.
@Controller
class LogController {

    private final LogReads logs;

    LogController(LogReads logs) {
        this.logs = logs;
    }

    /// Lines as HTML; headers `X-Log-…` say how to go on.
    ///
    /// @param after offset to go on from, with `line` and `look`
    /// @param from number of the first line wanted; without any of them the last lines
    @GetMapping("/runs/{id}/log")
    String lines(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "1") int line,
            @RequestParam(defaultValue = "") String look,
            @RequestParam(required = false) @Nullable Integer from,
            Model model,
            HttpServletResponse response) {
        LogPart part =
                (after != null
                                ? logs.findSince(id, after, line, look)
                                : from != null ? logs.findFrom(id, from) : logs.findTail(id))
                        .orElseThrow(noRun(id));
        response.setHeader("X-Log-Next", Long.toString(part.next()));
        response.setHeader("X-Log-Line", Integer.toString(part.nextLine()));
        response.setHeader("X-Log-Look", part.look());
        response.setHeader("X-Log-Length", Long.toString(part.length()));
        response.setHeader("X-Log-More", Boolean.toString(part.more()));
        response.setHeader("X-Log-Reset", Boolean.toString(part.reset()));
        response.setHeader("X-Log-Complete", Boolean.toString(part.complete()));
        model.addAttribute("lines", part.lines());
        return "log/lines";
    }

    /// All bytes as they came, streamed batch by batch.
    ///
    /// @param download whether the browser is to save it
    @GetMapping("/runs/{id}/log.txt")
    void raw(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String download,
            HttpServletResponse response)
            throws IOException {
        long length = logs.findHead(id).orElseThrow(noRun(id)).length();
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (download != null) {
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".log\"");
        }
        OutputStream out = response.getOutputStream();
        long at = 0;
        while (at < length) {
            List<LogReads.Chunk> batch = logs.chunks(id, at);
            long before = at;
            for (LogReads.Chunk chunk : batch) {
                if (chunk.end() > at) {
                    int skip = (int) Math.max(0, at - chunk.offset());
                    out.write(chunk.bytes(), skip, chunk.bytes().length - skip);
                    at = chunk.end();
                }
            }
            if (at == before) {
                return;
            }
        }
    }

    private static Supplier<ResponseStatusException> noRun(UUID id) {
        return () ->
                new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no run " + id + " in this plan.");
    }
}

package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.invocation.ControlFilter;
import io.dataface.tasks.cli.invocation.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/// Writes log text: as it is with `--raw`, else without what a terminal would obey, else as JSON
/// lines.
final class LogPrinter {
    private final Invocation invocation;
    private final boolean raw;
    private final ControlFilter filter;

    LogPrinter(Invocation invocation, boolean raw) {
        this.invocation = invocation;
        this.raw = raw;
        this.filter = new ControlFilter(invocation.output().style().isColoured());
    }

    /// Stored bytes; as JSON one object a line of the log.
    void print(StoredLog.Part part) {
        if (raw) {
            invocation.terminal().out().write(part.bytes(), 0, part.bytes().length);
        } else if (invocation.output().isJson()) {
            printLines(part);
        } else {
            invocation
                    .output()
                    .raw(filter.filter(new String(part.bytes(), StandardCharsets.UTF_8)));
        }
    }

    /// A piece that came just now; seen at once.
    void piece(long offset, String stream, String text) {
        if (invocation.output().isJson()) {
            json(offset, stream, text);
        } else {
            invocation.output().raw(raw ? text : filter.filter(text));
            invocation.output().flush();
        }
    }

    private void printLines(StoredLog.Part part) {
        byte[] bytes = part.bytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i == bytes.length - 1) {
                String text = new String(bytes, start, i + 1 - start, StandardCharsets.UTF_8);
                json(part.offset() + start, null, text);
                start = i + 1;
            }
        }
    }

    private void json(long offset, @org.jspecify.annotations.Nullable String stream, String text) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("offset", offset);
        if (stream != null) {
            fields.put("stream", stream);
        }
        fields.put("text", text);
        invocation.output().jsonLine(fields);
    }
}

package io.dataface.tasks.cli.invocation;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a command writes: data to standard output, everything else to standard error.
public final class Output {
    private final Terminal terminal;
    private final GlobalOptions options;
    private final InstantSource clock;

    Output(Terminal terminal, GlobalOptions options, InstantSource clock) {
        this.terminal = terminal;
        this.options = options;
        this.clock = clock;
    }

    /// Whether `--json` was given.
    public boolean isJson() {
        return options.json();
    }

    /// A line of data.
    public void line(String text) {
        terminal.out().println(text);
    }

    /// Text of data as it is, without a line's end.
    public void raw(String text) {
        terminal.out().print(text);
    }

    /// Hands on what was written, so that a reader sees it now.
    public void flush() {
        terminal.out().flush();
        terminal.err().flush();
    }

    /// A JSON document: `{"schemaVersion":1,…fields}`.
    public void json(Map<String, ?> fields) {
        line(Json.pretty(versioned(fields)));
    }

    /// One line of a JSON stream: `{"schemaVersion":1,…fields}`.
    public void jsonLine(Map<String, ?> fields) {
        line(Json.compact(versioned(fields)));
        terminal.out().flush();
    }

    /// Something to know beside the data; silent under `--quiet`.
    public void note(String text) {
        if (!options.quiet()) {
            // What was written first is read first, where both end in one place.
            terminal.out().flush();
            terminal.err().println(text);
            terminal.err().flush();
        }
    }

    /// What a person most likely does next; silent under `--quiet` and `--json`.
    public void next(String command) {
        if (!options.quiet() && !options.json()) {
            note("next: " + command);
        }
    }

    /// Something doubtful that does not stop the command.
    public void warn(String text) {
        terminal.out().flush();
        terminal.err().println("warning: " + text);
        terminal.err().flush();
    }

    /// A step under way, written over the last one; only on a terminal.
    public void progress(String text) {
        if (showsProgress()) {
            terminal.err().print("\r" + text + "\u001b[K");
            terminal.err().flush();
        }
    }

    /// Takes the last progress away.
    public void endProgress() {
        progress("");
        if (showsProgress()) {
            terminal.err().print("\r");
            terminal.err().flush();
        }
    }

    private boolean showsProgress() {
        return terminal.errIsTerminal()
                && !options.quiet()
                && !options.json()
                && style().isColoured();
    }

    /// An error: what, why, how to mend it and the trace id; as JSON under `--json`.
    public void error(CliException error, boolean json) {
        terminal.out().flush();
        if (json) {
            terminal.err().println(Json.compact(versioned(Map.of("error", errorFields(error)))));
        } else {
            terminal.err().println("tasks: " + error.message());
            detail("why", error.why());
            detail("fix", error.fix());
            detail("trace", error.traceId());
        }
        if (options.debug()) {
            error.printStackTrace(terminal.err());
        }
        flush();
    }

    private void detail(String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            terminal.err().println("  " + label + ": " + text.strip().replace("\n", "\n    "));
        }
    }

    private static Map<String, @Nullable Object> errorFields(CliException error) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("code", error.code());
        fields.put("message", error.message());
        fields.put("why", error.why());
        fields.put("fix", error.fix());
        fields.put("traceId", error.traceId());
        fields.put("exitCode", error.exit().code());
        return fields;
    }

    /// Colours for standard output; none where it is no terminal or was told so.
    public Style style() {
        boolean dumb = "dumb".equals(terminal.variable("TERM"));
        boolean refused = options.noColor() || terminal.variable("NO_COLOR") != null;
        return new Style(terminal.outIsTerminal() && !dumb && !refused);
    }

    /// Times as text for people, from now.
    public Times times() {
        return new Times(clock.instant());
    }

    private static Map<String, Object> versioned(Map<String, ?> fields) {
        var all = new LinkedHashMap<String, Object>();
        all.put("schemaVersion", 1);
        all.putAll(fields);
        return all;
    }
}

package io.dataface.tasks.cli.invocation;

import org.jspecify.annotations.Nullable;

/// Ends a command: what went wrong, why, and how to mend it.
public final class CliException extends RuntimeException {
    private final Exit exit;
    private final String code;
    private final @Nullable String why;
    private final @Nullable String fix;
    private final @Nullable String traceId;

    private CliException(
            Exit exit,
            String code,
            String what,
            @Nullable String why,
            @Nullable String fix,
            @Nullable String traceId,
            @Nullable Throwable cause) {
        super(what, cause);
        this.exit = exit;
        this.code = code;
        this.why = why;
        this.fix = fix;
        this.traceId = traceId;
    }

    /// @param code stable snake_case word for programs
    /// @param what one sentence without a full stop
    public CliException(Exit exit, String code, String what) {
        this(exit, code, what, null, null, null, null);
    }

    /// The same with the reason behind it.
    public CliException why(@Nullable String text) {
        return new CliException(exit, code, message(), text, fix, traceId, getCause());
    }

    /// The same with what to do about it.
    public CliException fix(@Nullable String text) {
        return new CliException(exit, code, message(), why, text, traceId, getCause());
    }

    /// The same with the id under which the manager logged it.
    public CliException trace(@Nullable String id) {
        return new CliException(exit, code, message(), why, fix, id, getCause());
    }

    /// The same with the exception behind it, shown with `--debug`.
    public CliException cause(Throwable cause) {
        return new CliException(exit, code, message(), why, fix, traceId, cause);
    }

    public Exit exit() {
        return exit;
    }

    public String code() {
        return code;
    }

    public String message() {
        String text = getMessage();
        return text == null ? code : text;
    }

    public @Nullable String why() {
        return why;
    }

    public @Nullable String fix() {
        return fix;
    }

    public @Nullable String traceId() {
        return traceId;
    }
}

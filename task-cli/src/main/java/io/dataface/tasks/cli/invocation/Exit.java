package io.dataface.tasks.cli.invocation;

/// The exit codes of every command; `wait` uses its own table.
public enum Exit {
    OK(0),
    FAILURE(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    AUTH(5),
    UNAVAILABLE(6),
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /// What the process ends with.
    public int code() {
        return code;
    }
}

package io.dataface.tasks.manager.plan.source;

/// The plan's source cannot be read now; the message says why and what to do.
public final class SourceException extends RuntimeException {
    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.dataface.tasks.worker.manager;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The manager answered, and the answer is no.
public class RefusedException extends IOException {
    private final int status;
    private final @Nullable Long expectedOffset;

    RefusedException(int status, String detail, @Nullable Long expectedOffset) {
        super("The manager answered " + status + (detail.isEmpty() ? "" : ": " + detail));
        this.status = status;
        this.expectedOffset = expectedOffset;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Where the next log byte is expected; null if the answer does not say.
    public @Nullable Long expectedOffset() {
        return expectedOffset;
    }

    /// Whether the same call may succeed later: the manager is overloaded, starting or in trouble,
    /// or does not take our token yet.
    public boolean worthRetrying() {
        return status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
    }
}

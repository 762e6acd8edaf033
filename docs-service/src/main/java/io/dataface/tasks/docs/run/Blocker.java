package io.dataface.tasks.docs.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One reason why a queued run does not start.
///
/// @param until when it ends by itself
/// @param onTitle title of the task that it waits for
/// @param onPath file of that task
public record Blocker(
        UUID dispatchId,
        String code,
        String detail,
        @Nullable Instant until,
        @Nullable String onTitle,
        @Nullable String onPath) {

    /// Whether it is another task that is waited for.
    public boolean onTask() {
        return onTitle != null && onPath != null;
    }
}

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

    /// What the detail says after the name of the task that it waits for.
    public String afterTask() {
        int end = detail.indexOf(", ");
        return end < 0 ? "" : detail.substring(end);
    }

    /// Whether it is another task that is waited for.
    public boolean onTask() {
        return onTitle != null && onPath != null && detail.startsWith("waits for ");
    }
}

package io.dataface.tasks.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ready queue of a plan.
public record QueueView(
        boolean paused,
        @Nullable String pausedBy,
        @Nullable String pauseReason,
        List<QueueEntryView> entries) {}

package io.dataface.tasks.model.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of a dispatch's append-only history.
public record HistoryView(
        int seq,
        Instant at,
        String event,
        @Nullable String from,
        @Nullable String to,
        String actor,
        @Nullable String reason,
        @Nullable String detail) {}

package io.dataface.tasks.model.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A queued dispatch in the queue's order.
///
/// @param position from 1
public record QueueEntryView(
        int position,
        UUID dispatchId,
        String taskId,
        String title,
        String kind,
        String priority,
        int attempt,
        Instant queuedAt,
        String queuedBy,
        List<BlockerView> blockers) {}

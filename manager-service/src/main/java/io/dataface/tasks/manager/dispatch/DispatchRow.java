package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A dispatch as it was read; moves are statements of [DispatchMoves], never writes through
/// this entity.
@Entity
@Immutable
@Table(name = "dispatch")
@SuppressWarnings("NullAway.Init")
class DispatchRow {
    @Id UUID id;
    Long taskKey;
    int number;

    @Enumerated(EnumType.STRING)
    DispatchKind kind;

    @Enumerated(EnumType.STRING)
    DispatchState state;

    int attempt;
    int priority;
    String queuedBy;
    Instant dueAt;
    @Nullable String repository;
    @Nullable String agent;
    @Nullable Long token;
    @Nullable UUID workerId;
    @Nullable String workerName;
    @Nullable Instant agentAt;
    @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Nullable Phase phase;

    @Nullable String request;
    @Nullable UUID requestId;
    @Nullable String reason;
    @Nullable String resultDigest;

    /// Whether a cancel or a stop waits for the worker.
    boolean ending() {
        return "CANCEL".equals(request) || "STOP".equals(request);
    }
}

package io.dataface.tasks.manager.dispatch;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What a person wants a task's agent to know next.
@Entity
@Immutable
@Table(name = "follow_up")
@SuppressWarnings("NullAway.Init")
class FollowUpRow {
    @Id UUID id;
    Long taskKey;
    String text;
    String author;
    Instant createdAt;
    String state;
    @Nullable UUID dispatchId;
}

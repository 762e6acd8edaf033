package io.dataface.tasks.manager.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What the life of a dispatch needs to know of its task; written by statements, never through
/// this entity.
@Entity
@Immutable
@Table(name = "task")
@SuppressWarnings("NullAway.Init")
class TaskRow {
    @Id Long key;
    String planId;
    String id;
    String slug;
    String title;
    String path;
    String planStatus;
    int priority;
    @Nullable String repo;
    @Nullable String agent;
    @Nullable Instant goneAt;
    @Nullable String repository;
    @Nullable String branch;
    @Nullable String headSha;
    boolean agentStarted;
    @Nullable Instant reviewSince;
    @Nullable Instant completedAt;
    @Nullable String completedBy;
    @Nullable String rejectedSha;
    int failures;
    int setupFailures;
    int goneWorkers;
    @Nullable Instant circuitAt;
    boolean halfOpen;
    int dispatches;
    @Nullable String workspaceWorker;
    @Nullable String workspaceHost;

    @Column(name = "unsettled_shas", columnDefinition = "text[]")
    String[] unsettledShas;

    boolean completed() {
        return completedAt != null || planStatus.equals("completed") || planStatus.equals("done");
    }

    boolean cancelled() {
        return !completed() && planStatus.equals("cancelled");
    }

    boolean gone() {
        return goneAt != null;
    }

    boolean open() {
        return !completed() && !cancelled() && !gone();
    }

    boolean inReview() {
        return reviewSince != null && open();
    }

    boolean circuitOpen() {
        return circuitAt != null && !halfOpen;
    }
}

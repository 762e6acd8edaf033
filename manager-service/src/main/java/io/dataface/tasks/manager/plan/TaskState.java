package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What the plan says about a task: the columns that a sync may write, and no others.
record TaskState(
        String id,
        String slug,
        String path,
        String workstream,
        String title,
        String planStatus,
        int priority,
        @Nullable String milestone,
        @Nullable String initiative,
        @Nullable String owner,
        @Nullable String ownerPerson,
        @Nullable String ownerRole,
        @Nullable String ownerProblem,
        @Nullable String repo,
        @Nullable String agent,
        Record completed,
        String textHash,
        boolean broken) {

    TaskState {
        title = Storable.text(title);
        milestone = Storable.orNull(milestone);
        initiative = Storable.orNull(initiative);
        owner = Storable.orNull(owner);
        ownerProblem = Storable.orNull(ownerProblem);
        repo = Storable.orNull(repo);
        agent = Storable.orNull(agent);
    }

    /// What the plan itself records of a completion, each part where known.
    ///
    /// @param at when; where only the day is known, its begin in UTC
    /// @param dayOnly whether only the day is known
    record Record(
            @Nullable Instant at,
            boolean dayOnly,
            @Nullable String by,
            @Nullable Integer prNumber,
            @Nullable String prUrl) {

        Record {
            by = Storable.orNull(by);
            prUrl = Storable.orNull(prUrl);
        }

        static Record of(TaskPage task) {
            LocalDate day = WrittenTime.findDay(task.completed()).orElse(null);
            Instant merged = WrittenTime.findInstant(task.prMergedAt()).orElse(null);
            boolean sameDay =
                    merged != null
                            && (day == null
                                    || WrittenTime.findDay(task.prMergedAt())
                                            .filter(day::equals)
                                            .isPresent());
            Instant begin = day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return new Record(
                    sameDay ? merged : begin,
                    !sameDay && day != null,
                    task.completedBy(),
                    task.prNumber(),
                    task.prUrl());
        }
    }

    static TaskState of(Plan plan, TaskPage task, String textHash, boolean broken) {
        Owner owner = plan.resolveOwner(task.owner());
        return new TaskState(
                task.id(),
                task.slug(),
                task.path(),
                task.workstream(),
                task.title(),
                task.status().word(),
                task.priority().ordinal(),
                task.milestone(),
                task.initiative(),
                task.owner(),
                owner.findPerson().map(p -> p.slug()).orElse(null),
                role(owner),
                problem(owner),
                task.repo(),
                task.agent(),
                Record.of(task),
                textHash,
                broken);
    }

    static TaskState map(ResultSet row) throws SQLException {
        return new TaskState(
                row.getString("id"),
                row.getString("slug"),
                row.getString("path"),
                row.getString("workstream"),
                row.getString("title"),
                row.getString("plan_status"),
                row.getInt("priority"),
                row.getString("milestone"),
                row.getString("initiative"),
                row.getString("owner"),
                row.getString("owner_person"),
                row.getString("owner_role"),
                row.getString("owner_problem"),
                row.getString("repo"),
                row.getString("agent"),
                new Record(
                        at(row.getTimestamp("plan_completed_at")),
                        row.getBoolean("plan_completed_day"),
                        row.getString("plan_completed_by"),
                        row.getObject("plan_pr_number", Integer.class),
                        row.getString("plan_pr_url")),
                row.getString("text_hash"),
                row.getBoolean("broken"));
    }

    private static @Nullable Instant at(@Nullable Timestamp stored) {
        return stored == null ? null : stored.toInstant();
    }

    private static @Nullable String role(Owner owner) {
        return switch (owner) {
            case Owner.Role r -> r.role().slug();
            case Owner.Unroutable u -> u.role().slug();
            case Owner.Person _, Owner.Unknown _, Owner.Missing _ -> null;
        };
    }

    private static @Nullable String problem(Owner owner) {
        return switch (owner) {
            case Owner.Unknown u ->
                    "the owner \"%s\" is neither a person nor a role under team/.%s"
                            .formatted(u.raw(), Nearest.question(u.nearest()));
            case Owner.Unroutable u ->
                    "the role \"%s\" leads to nobody: %s".formatted(u.role().slug(), u.reason());
            case Owner.Person _, Owner.Role _, Owner.Missing _ -> null;
        };
    }
}

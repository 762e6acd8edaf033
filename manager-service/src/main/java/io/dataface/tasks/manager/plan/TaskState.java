package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.sql.ResultSet;
import java.sql.SQLException;
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
                row.getString("text_hash"),
                row.getBoolean("broken"));
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

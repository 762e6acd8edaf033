package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanStatus;
import io.dataface.tasks.model.plan.TaskPage;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The facts at the head of a task's page, each where known.
final class TaskHead {

    private final List<Fact> facts = new ArrayList<>();

    private TaskHead() {}

    static List<Fact> facts(PlanSnapshot snapshot, TaskPage task, @Nullable TaskState state) {
        TaskHead head = new TaskHead();
        head.intent(snapshot.plan(), task, state);
        head.record(snapshot.plan(), task, state);
        String commit = snapshot.published().commitId();
        if (state != null && state.branch() != null) {
            head.facts.add(Fact.code("Branch", state.branch()));
        }
        if (commit != null) {
            String dirty = snapshot.published().dirty() ? " + local changes" : "";
            head.facts.add(Fact.code("Plan at", shortened(commit) + dirty));
        }
        return head.facts;
    }

    /// The tasks that it waits for, and those that wait for it.
    static List<PageView.Related> related(Plan plan, TaskPage task, Map<String, TaskState> states) {
        List<PageView.Related> related = new ArrayList<>();
        add(related, "Waits for", plan.dependencies(task).tasks(), states);
        add(related, "Waited for by", plan.dependents(task), states);
        return related;
    }

    private static void add(
            List<PageView.Related> related,
            String heading,
            List<TaskPage> tasks,
            Map<String, TaskState> states) {
        if (!tasks.isEmpty()) {
            related.add(
                    new PageView.Related(
                            heading,
                            tasks.stream().map(task -> TaskLine.of(task, states, null)).toList(),
                            List.of()));
        }
    }

    private void intent(Plan plan, TaskPage task, @Nullable TaskState state) {
        facts.add(Fact.code("ID", task.id()));
        facts.add(Fact.text("Status", status(task, state)));
        facts.add(Fact.text("Priority", task.priority().word()));
        String milestone = task.milestone();
        if (milestone != null) {
            MilestonePage page = plan.findMilestone(milestone).orElse(null);
            facts.add(
                    page == null
                            ? Fact.text("Milestone", milestone + " (no such milestone)")
                            : Fact.link("Milestone", page.title(), Urls.of(page)));
        }
        OwnerView owner = OwnerView.of(plan.resolveOwner(task.owner()));
        facts.add(
                owner.title().isEmpty()
                        ? Fact.text("Owner", "nobody")
                        : Fact.owner("Owner", owner));
        plan.findInitiative(task)
                .map(page -> Fact.link("Initiative", page.title(), Urls.of(page)))
                .or(
                        () ->
                                Optional.ofNullable(task.initiative())
                                        .map(slug -> Fact.text("Initiative", slug)))
                .ifPresent(facts::add);
    }

    private void record(Plan plan, TaskPage task, @Nullable TaskState state) {
        String by = task.completedBy();
        if (by == null && state != null) {
            by = state.completedBy();
        }
        if (by != null) {
            facts.add(completedBy(plan, by));
        }
        String day = task.completed();
        if (day == null && state != null && state.completedAt() != null) {
            day = state.completedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
        if (day != null) {
            facts.add(Fact.text("Completed", day));
        }
        Integer pr = task.prNumber();
        if (pr != null) {
            facts.add(Fact.link("PR", "#" + pr, TaskLine.of(task, Map.of(), null).prHref()));
        }
    }

    // A machine that completed a task is nobody's alias: its name stands as written.
    private static Fact completedBy(Plan plan, String by) {
        return plan.resolveOwner(by) instanceof Owner.Person person
                ? Fact.link("Completed by", person.title(), Urls.of(person.person()))
                : Fact.text("Completed by", by);
    }

    private static String status(TaskPage task, @Nullable TaskState state) {
        PlanStatus status = task.status();
        if (state != null && state.isCompleted() && !status.isCompleted()) {
            return "Completed";
        }
        return status.isRuntimeWord()
                ? status.label() + " (an older word: runtime state lives in the registry)"
                : status.label();
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(9, commit.length()));
    }
}

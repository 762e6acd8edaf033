package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.FreePage;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Listing;
import io.dataface.tasks.model.plan.Macro;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.SitePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The tasks that a page is about: listed below its text where the text does not list them, and
/// counted.
@Component
class PageTasks {

    private final InstantSource clock;

    PageTasks(InstantSource clock) {
        this.clock = clock;
    }

    /// @param tasks in the order in which they are listed
    record Listed(List<TaskPage> tasks, PageView.Numbers numbers) {
        static final Listed NONE = new Listed(List.of(), PageView.Numbers.NONE);
    }

    Listed addTo(BodyWriter body, Plan plan, PlanPage page, Map<String, TaskState> states) {
        return switch (page) {
            case WorkstreamPage workstream ->
                    grouped(
                            body,
                            Macro.TASKS_BY_MILESTONE,
                            "milestone",
                            plan.listing(workstream),
                            states);
            case MilestonePage milestone ->
                    grouped(
                            body,
                            Macro.TASKS_BY_WORKSTREAM,
                            "workstream",
                            plan.listing(milestone),
                            states);
            case InitiativePage initiative ->
                    openAndFinished(
                            body,
                            plan,
                            Ownership.tasks(plan, initiative),
                            states,
                            "initiative: " + initiative.slug());
            case PersonPage person ->
                    openAndFinished(
                            body,
                            plan,
                            Ownership.tasks(plan, person),
                            states,
                            "owner: " + person.slug());
            case RolePage role ->
                    openAndFinished(
                            body,
                            plan,
                            Ownership.tasks(plan, role),
                            states,
                            "owner: " + role.slug());
            case TaskPage _, FreePage _, SitePage _ -> Listed.NONE;
        };
    }

    /// @param by what the listing is grouped by, as people call it
    private Listed grouped(
            BodyWriter body,
            Macro macro,
            String by,
            Listing listing,
            Map<String, TaskState> states) {
        String anchors = by.charAt(0) + "-";
        if (!body.calls(macro)) {
            body.write(
                    "Tasks by " + Character.toUpperCase(by.charAt(0)) + by.substring(1),
                    "tasks-by-" + by,
                    LineGroup.of(listing, states, anchors),
                    Listing.NOTHING);
        }
        return listed(listing.tasks(), states, Progress.of("By " + by, listing, states, anchors));
    }

    private Listed openAndFinished(
            BodyWriter body,
            Plan plan,
            List<TaskPage> tasks,
            Map<String, TaskState> states,
            String field) {
        List<TaskLine> open = new ArrayList<>();
        List<TaskLine> finished = new ArrayList<>();
        for (TaskPage task : tasks) {
            TaskLine line = TaskLine.of(task, states, TaskRow.milestoneTitle(plan, task));
            (line.badge() == null ? open : finished).add(line);
        }
        List<LineGroup> groups = new ArrayList<>();
        if (!open.isEmpty()) {
            groups.add(new LineGroup("tasks--open", "Open", null, "", open));
        }
        if (!finished.isEmpty()) {
            groups.add(new LineGroup("tasks--finished", "Finished", null, "", finished));
        }
        body.write(
                "Tasks",
                "tasks",
                groups,
                "No task yet. A task belongs here by “" + field + "” in its front matter.");
        return listed(tasks, states, new Progress("", List.of()));
    }

    private Listed listed(List<TaskPage> tasks, Map<String, TaskState> states, Progress progress) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return tasks.isEmpty()
                ? Listed.NONE
                : new Listed(
                        tasks,
                        new PageView.Numbers(
                                Tally.of(tasks, states),
                                progress.rows().isEmpty() ? null : progress,
                                BurnUp.of(tasks, states, today).orElse(null)));
    }
}

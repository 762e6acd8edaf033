package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.Map;

/// A task as a row of a table.
///
/// @param milestone its title, or the slug as written, or empty
public record TaskRow(TaskLine line, String milestone, OwnerView owner) {

    static TaskRow of(Plan plan, TaskPage task, Map<String, TaskState> states) {
        return new TaskRow(
                TaskLine.of(task, states, null),
                milestoneTitle(plan, task),
                OwnerView.of(plan.resolveOwner(task.owner())));
    }

    static String milestoneTitle(Plan plan, TaskPage task) {
        String slug = task.milestone();
        return slug == null ? "" : plan.findMilestone(slug).map(MilestonePage::title).orElse(slug);
    }
}

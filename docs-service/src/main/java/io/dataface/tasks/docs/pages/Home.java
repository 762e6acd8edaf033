package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The console's home: how the plan stands as a whole, and where to read on.
///
/// @param counts tasks in each list of the console
/// @param latest what was completed last, the newest first
public record Home(
        String title,
        PublishedPlan plan,
        Map<String, Integer> counts,
        Tally tally,
        List<OverviewRow> milestones,
        List<OverviewRow> workstreams,
        List<Done> latest,
        List<PublishedFile> broken) {

    private static final int LATEST = 8;

    static Home of(PlanSnapshot snapshot, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        Map<String, Integer> counts = new HashMap<>();
        states.values().forEach(state -> counts.merge(state.group(), 1, Integer::sum));
        return new Home(
                plan.site().siteName(),
                snapshot.published(),
                counts,
                Tally.of(plan.tasks(), states),
                OverviewRow.of(plan, plan.milestones(), states),
                OverviewRow.of(plan, plan.workstreams(), states),
                latest(plan, states),
                snapshot.broken());
    }

    /// A task and the day on which it was completed.
    public record Done(String day, TaskLine line) {}

    private static List<Done> latest(Plan plan, Map<String, TaskState> states) {
        return ActivityDay.of(plan, states).stream()
                .flatMap(day -> day.lines().stream().map(line -> new Done(day.day(), line)))
                .limit(LATEST)
                .toList();
    }

    /// How many tasks stand in a list of the console.
    public int count(String group) {
        return counts.getOrDefault(group, 0);
    }

    /// The address of a file's page.
    public String href(PublishedFile file) {
        return Addresses.page(file.path());
    }
}

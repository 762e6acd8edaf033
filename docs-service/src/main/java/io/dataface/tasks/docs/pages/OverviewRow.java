package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.List;
import java.util.Map;

/// A milestone, workstream or initiative with how its tasks stand.
public record OverviewRow(String title, String href, OwnerView owner, Tally tally) {

    static List<OverviewRow> of(
            Plan plan, List<? extends PlanPage> pages, Map<String, TaskState> states) {
        return pages.stream().map(page -> of(plan, page, states)).toList();
    }

    static OverviewRow of(Plan plan, PlanPage page, Map<String, TaskState> states) {
        String owner =
                switch (page) {
                    case WorkstreamPage workstream -> workstream.owner();
                    case InitiativePage initiative -> initiative.owner();
                    default -> null;
                };
        return new OverviewRow(
                page.title(),
                Urls.of(page),
                OwnerView.of(plan.resolveOwner(owner)),
                Tally.of(tasks(plan, page), states));
    }

    private static List<TaskPage> tasks(Plan plan, PlanPage page) {
        return switch (page) {
            case WorkstreamPage workstream -> plan.listing(workstream).tasks();
            case MilestonePage milestone -> plan.listing(milestone).tasks();
            case InitiativePage initiative -> Ownership.tasks(plan, initiative);
            default -> List.of();
        };
    }
}

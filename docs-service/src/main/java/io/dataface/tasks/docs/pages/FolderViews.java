package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Puts together the page of a folder that has none of its own: what lies in it, by kind.
@Component
class FolderViews {

    private final Templates templates;

    FolderViews(Templates templates) {
        this.templates = templates;
    }

    /// @param site the folder's address below the root, with a slash at its end
    PageView of(PlanSnapshot snapshot, String site, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        FolderContent content = FolderContent.of(snapshot, site);
        List<TaskPage> tasks = content.pages(TaskPage.class);
        return new PageView(
                site.isEmpty() ? plan.site().siteName() : Titles.ofFolder(site),
                below(snapshot, site),
                Around.of(snapshot, site),
                tasks.isEmpty()
                        ? List.of()
                        : List.of(new Fact.Part(Tally.of(tasks, states).done(), null)),
                null,
                null,
                body(plan, content, states),
                false,
                List.of(),
                null,
                tasks.isEmpty()
                        ? PageView.Numbers.NONE
                        : new PageView.Numbers(Tally.of(tasks, states), null, null),
                List.of(),
                null,
                null,
                null,
                true,
                Set.of());
    }

    private static String below(PlanSnapshot snapshot, String site) {
        List<Fact.Part> crumbs = Crumbs.of(snapshot, site);
        return crumbs.size() < 2 ? "" : crumbs.getLast().text();
    }

    private String body(Plan plan, FolderContent content, Map<String, TaskState> states) {
        StringBuilder html = new StringBuilder();
        rows(html, "Milestones", plan, content.pages(MilestonePage.class), states);
        rows(html, "Workstreams", plan, content.pages(WorkstreamPage.class), states);
        rows(html, "Initiatives", plan, content.pages(InitiativePage.class), states);
        team(html, "People", TeamRow.people(plan, content.pages(PersonPage.class), states));
        team(html, "Roles", TeamRow.roles(plan, content.pages(RolePage.class), states));
        List<TaskRow> tasks =
                content.pages(TaskPage.class).stream()
                        .map(task -> TaskRow.of(plan, task, states))
                        .toList();
        if (!tasks.isEmpty()) {
            html.append(templates.html("plan/taskRows", Map.of("rows", tasks)));
        }
        if (!content.links().isEmpty()) {
            html.append(templates.html("plan/links", Map.of("links", content.links())));
        }
        return html.toString();
    }

    private void rows(
            StringBuilder html,
            String heading,
            Plan plan,
            List<? extends PlanPage> pages,
            Map<String, TaskState> states) {
        List<OverviewRow> rows = new ArrayList<>(OverviewRow.of(plan, pages, states));
        if (!rows.isEmpty()) {
            html.append(
                    templates.html("plan/overviewRows", Map.of("heading", heading, "rows", rows)));
        }
    }

    private void team(StringBuilder html, String heading, List<TeamRow> rows) {
        if (!rows.isEmpty()) {
            html.append(templates.html("plan/team", Map.of("heading", heading, "rows", rows)));
        }
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Plan;
import java.util.List;
import java.util.Map;

/// The landing page of a plan that has none of its own.
public record Overview(
        String title,
        List<NavNode> nav,
        Tally tally,
        List<Row> milestones,
        List<Row> workstreams,
        List<PublishedFile> broken,
        String source) {

    /// A milestone or workstream with how its tasks stand.
    public record Row(String title, String href, OwnerView owner, Tally tally) {}

    static Overview of(PlanSnapshot snapshot, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        OwnerView nobody = OwnerView.of(plan.resolveOwner(null));
        return new Overview(
                plan.site().siteName(),
                Nav.of(snapshot).nodes(),
                Tally.of(plan.tasks(), states),
                plan.milestones().stream()
                        .map(
                                page ->
                                        new Row(
                                                page.title(),
                                                Urls.of(page),
                                                nobody,
                                                Tally.of(plan.listing(page).tasks(), states)))
                        .toList(),
                plan.workstreams().stream()
                        .map(
                                page ->
                                        new Row(
                                                page.title(),
                                                Urls.of(page),
                                                OwnerView.of(plan.resolveOwner(page.owner())),
                                                Tally.of(plan.listing(page).tasks(), states)))
                        .toList(),
                snapshot.broken(),
                snapshot.published().source());
    }

    /// The address of a file's page.
    public String href(PublishedFile file) {
        return Urls.ofPath(file.path());
    }
}

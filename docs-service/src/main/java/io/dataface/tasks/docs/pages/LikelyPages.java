package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.NearPages;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds the plan's pages that look like an address anywhere on this site.
@Component
class LikelyPages implements NearPages {

    private final PlanSnapshots snapshots;

    LikelyPages(PlanSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Near near(String path) {
        return new Near(
                Titles.ofAddress(path),
                snapshots.findCurrent().map(snapshot -> links(snapshot, path)).orElse(List.of()));
    }

    static List<Link> links(PlanSnapshot snapshot, String path) {
        return Site.of(snapshot).nearest(path).stream()
                .map(near -> new Link(titleOf(snapshot, near), Urls.of(snapshot, near)))
                .toList();
    }

    private static String titleOf(PlanSnapshot snapshot, String path) {
        return snapshot.findPage(path).map(PlanPage::title).orElse(path);
    }
}

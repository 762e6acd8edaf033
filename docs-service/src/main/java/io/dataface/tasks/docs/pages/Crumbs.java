package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.ArrayList;
import java.util.List;

/// The places above a page, the plan first.
final class Crumbs {

    private Crumbs() {}

    /// @param address of the page below the root, with a slash at its end, empty for the root's
    static List<Fact.Part> of(PlanSnapshot snapshot, String address) {
        List<Fact.Part> crumbs = new ArrayList<>();
        if (!address.isEmpty()) {
            crumbs.add(new Fact.Part("Plan", Urls.ROOT));
        }
        int last = address.lastIndexOf('/', address.length() - 2);
        for (int at = address.indexOf('/'); at >= 0 && at <= last; ) {
            String above = address.substring(0, at + 1);
            // The workstream says it: its kind need not stand before its name.
            if (!above.equals("workstreams/") || at == last) {
                crumbs.add(crumb(Site.of(snapshot), above));
            }
            at = address.indexOf('/', at + 1);
        }
        return crumbs;
    }

    private static Fact.Part crumb(Site site, String above) {
        String title = site.findPageAt(above).map(PlanPage::title).orElse(Titles.ofFolder(above));
        return new Fact.Part(title, Urls.at(above));
    }
}

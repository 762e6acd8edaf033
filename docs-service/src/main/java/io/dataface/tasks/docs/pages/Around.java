package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import java.util.List;

/// Where a page stands among the others.
///
/// @param address of the page, the one that is canonical
/// @param crumbs the places above it
public record Around(String address, List<Fact.Part> crumbs, List<NavNode> nav, Turn turn) {

    /// @param site the page's address below the root, with a slash at its end
    static Around of(PlanSnapshot snapshot, String site) {
        String address = Urls.at(site);
        return new Around(
                address,
                Crumbs.of(snapshot, site),
                Nav.of(snapshot).nodes(),
                Turns.of(snapshot).around(address));
    }
}

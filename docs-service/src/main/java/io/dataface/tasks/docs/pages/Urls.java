package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.PlanPage;

/// Addresses of pages.
final class Urls {

    static final String ROOT = Addresses.DOCS;

    private Urls() {}

    static String of(PlanPage page) {
        return Addresses.page(page.path());
    }

    /// The address of a page, or of any other file, of the plan.
    static String of(PlanSnapshot snapshot, String path) {
        return path.endsWith(".md") ? Addresses.page(path) : file(snapshot, path);
    }

    /// The address of a file as it is.
    static String file(PlanSnapshot snapshot, String path) {
        return Addresses.file(snapshot.published().folder(), path);
    }

    /// The address of a place below the pages' root.
    ///
    /// @param site as in [Site]: with a slash at its end, empty for the root
    static String at(String site) {
        return ROOT + Addresses.encoded(site);
    }
}

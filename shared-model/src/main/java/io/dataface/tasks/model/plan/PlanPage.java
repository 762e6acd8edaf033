package io.dataface.tasks.model.plan;

/// A page of a plan.
public sealed interface PlanPage
        permits TaskPage,
                MilestonePage,
                WorkstreamPage,
                InitiativePage,
                PersonPage,
                RolePage,
                FreePage,
                SitePage {

    PageText text();

    /// The file, relative to the plan's `tasks/` folder.
    default String path() {
        return text().path();
    }

    default String title() {
        return text().title();
    }

    /// The markdown after the front matter, as written.
    default String body() {
        return text().body();
    }

    /// 1-based line of the file on which the body begins.
    default int bodyLine() {
        return text().bodyLine();
    }

    default SourceMarks marks() {
        return text().marks();
    }

    default Sections sections() {
        return text().sections();
    }

    /// The page's address below the site's root: `workstreams/infra/tasks/a/` for
    /// `workstreams/infra/tasks/a.md`.
    default String sitePath() {
        return text().sitePath();
    }
}

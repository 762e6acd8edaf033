package io.dataface.tasks.model.plan;

import java.util.SequencedMap;

/// The files of a starting plan.
public final class PlanTemplate {

    private PlanTemplate() {}

    /// A starting plan: site, landing page, a workstream, a milestone, a person with a role, a
    /// sample task.
    ///
    /// @param person the name of who works with it
    /// @return text by path below the `tasks/` folder
    public static SequencedMap<String, String> files(String siteName, String person) {
        throw new UnsupportedOperationException();
    }
}

package io.dataface.tasks.model.plan;

import java.util.List;

/// What `tasks check` reports: everything that is wrong with a plan and everything that is still to
/// be written.
public final class PlanChecks {

    private PlanChecks() {}

    /// The plan's own problems, then missing, empty and placeholder sections and macros that cannot
    /// be rendered; by path and line.
    public static List<Problem> check(Plan plan) {
        return plan.problems();
    }
}

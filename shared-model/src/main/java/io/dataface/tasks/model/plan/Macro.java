package io.dataface.tasks.model.plan;

/// The closed set of macros that a page may call.
public enum Macro {
    TASKS_BY_MILESTONE("tasks_by_milestone"),
    TASKS_BY_WORKSTREAM("tasks_by_workstream"),
    OWNER("owner"),
    MILESTONE_PROGRESS("milestone_progress"),
    TASK("task"),
    TASK_TABLE("task_table"),
    INCLUDE("include"),
    DAILY_ACTIVITY_ROLLUP("daily_activity_rollup"),
    EXTRA("extra"),
    METRIC("metric");

    private final String word;

    Macro(String word) {
        this.word = word;
    }

    /// The name as pages have it.
    public String word() {
        return word;
    }
}

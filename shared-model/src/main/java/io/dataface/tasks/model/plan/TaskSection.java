package io.dataface.tasks.model.plan;

/// The sections of a task, in the order in which they stand.
public enum TaskSection {
    PROBLEM("Problem", "say in a paragraph what is wrong or missing, and for whom"),
    CONTEXT("Context", "name the files, decisions and limits that whoever does this must know"),
    POSSIBLE_SOLUTIONS("Possible Solutions", "list the options and mark one as Recommended"),
    PLAN("Plan", "list the steps of the recommended solution and how each is checked"),
    IMPLEMENTATION_PROGRESS("Implementation Progress", "note what was done while the task runs"),
    QA_EXPLORATION("QA Exploration", "add a task list of what to try by hand"),
    REVIEW_FEEDBACK("Review Feedback", "add a task list for what the review must clear");

    private final String heading;
    private final String nextStep;

    TaskSection(String heading, String nextStep) {
        this.heading = heading;
        this.nextStep = nextStep;
    }

    public String heading() {
        return heading;
    }

    /// What to do where the section is missing or empty.
    public String nextStep() {
        return nextStep;
    }
}

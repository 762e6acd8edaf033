package io.dataface.tasks.model.plan;

/// The text of a new task, with all its sections.
public final class TaskTemplate {

    private TaskTemplate() {}

    /// The new task's path below the plan's `tasks/` folder.
    public static String path(NewTask task) {
        throw new UnsupportedOperationException();
    }

    /// The new task's file.
    public static String text(NewTask task) {
        throw new UnsupportedOperationException();
    }

    /// A file name made of a title: lower-case letters and digits with hyphens between.
    public static String slug(String title) {
        throw new UnsupportedOperationException();
    }
}

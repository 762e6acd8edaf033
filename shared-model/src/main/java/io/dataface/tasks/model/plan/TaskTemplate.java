package io.dataface.tasks.model.plan;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of a new task, with all its sections.
public final class TaskTemplate {

    private static final int MAX_SLUG = 80;

    private TaskTemplate() {}

    /// The new task's path below the plan's `tasks/` folder.
    public static String path(NewTask task) {
        return "workstreams/" + task.workstream() + "/tasks/" + slugOf(task) + ".md";
    }

    /// The new task's id.
    public static String id(NewTask task) {
        return TaskIds.byDefault(task.workstream(), slugOf(task));
    }

    /// The new task's file.
    public static String text(NewTask task) {
        StringBuilder text = new StringBuilder("---\n");
        field(text, "id", id(task));
        field(text, "title", ScalarWriter.doubleQuoted(task.title().strip()));
        field(text, "status", PlanStatus.NOT_STARTED.word());
        field(text, "priority", task.priority().word());
        written(text, "milestone", task.milestone());
        written(text, "initiative", task.initiative());
        written(text, "owner", task.owner());
        if (!task.dependsOn().isEmpty()) {
            text.append("depends_on:\n");
            task.dependsOn()
                    .forEach(
                            on ->
                                    text.append("  - ")
                                            .append(ScalarWriter.write("depends_on", on))
                                            .append('\n'));
        }
        text.append("---\n\n# ").append(task.title().strip()).append('\n');
        for (TaskSection section : TaskSection.values()) {
            text.append("\n## ").append(section.heading()).append("\n\n");
            text.append(content(section, task)).append('\n');
        }
        return text.toString();
    }

    /// A file name made of a title: lower-case letters and digits with hyphens between, at most 80
    /// characters; empty where the title has neither.
    public static String slug(String title) {
        StringBuilder slug = new StringBuilder();
        String plain =
                Normalizer.normalize(title, Normalizer.Form.NFKD)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
        for (int i = 0; i < plain.length() && slug.length() < MAX_SLUG; i++) {
            char c = plain.charAt(i);
            boolean kept = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            boolean gap = !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-';
            if (kept) {
                slug.append(c);
            } else if (gap && Character.getType(c) != Character.NON_SPACING_MARK && c != '\'') {
                slug.append('-');
            }
        }
        int end = slug.length();
        return slug.substring(0, end > 0 && slug.charAt(end - 1) == '-' ? end - 1 : end);
    }

    private static String slugOf(NewTask task) {
        return task.slug() == null ? slug(task.title()) : task.slug();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static void written(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            field(text, name, ScalarWriter.write(name, value));
        }
    }

    private static String content(TaskSection section, NewTask task) {
        return switch (section) {
            case PROBLEM -> task.problem() == null ? todo(section) : task.problem().strip();
            case CONTEXT, POSSIBLE_SOLUTIONS, PLAN -> todo(section);
            case IMPLEMENTATION_PROGRESS -> "<!-- " + section.nextStep() + " -->";
            case QA_EXPLORATION -> "- [ ] QA exploration completed (or N/A for non-UI tasks)";
            case REVIEW_FEEDBACK -> "- [ ] Review cleared";
        };
    }

    private static String todo(TaskSection section) {
        return "TODO: " + section.nextStep() + ".";
    }
}

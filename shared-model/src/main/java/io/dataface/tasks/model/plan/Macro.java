package io.dataface.tasks.model.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The closed set of macros that a page may call.
public enum Macro {
    TASKS_BY_MILESTONE("tasks_by_milestone", List.of(), List.of()),
    TASKS_BY_WORKSTREAM("tasks_by_workstream", List.of(), List.of()),
    OWNER("owner", List.of(), List.of()),
    MILESTONE_PROGRESS("milestone_progress", List.of("slug"), List.of()),
    TASK("task", List.of("id or slug"), List.of()),
    TASK_TABLE(
            "task_table",
            List.of(),
            List.of("status", "workstream", "milestone", "owner", "priority")),
    INCLUDE("include", List.of("path.md"), List.of()),
    DAILY_ACTIVITY_ROLLUP("daily_activity_rollup", List.of(), List.of()),
    /// A value of mkdocs.yml, written `extra.name` without brackets.
    EXTRA("extra", List.of(), List.of()),
    METRIC("metric", List.of("name"), List.of());

    private final String word;
    private final List<String> positional;
    private final List<String> named;

    Macro(String word, List<String> positional, List<String> named) {
        this.word = word;
        this.positional = positional;
        this.named = named;
    }

    /// The macro of a name as pages have it.
    public static Optional<Macro> findByWord(String word) {
        return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
    }

    /// The name as pages have it.
    public String word() {
        return word;
    }

    /// What each positional argument stands for; all must be given.
    public List<String> positional() {
        return positional;
    }

    /// The names of the arguments that may be given by name.
    public List<String> named() {
        return named;
    }

    /// How a call is written.
    public String example() {
        if (this == EXTRA) {
            return "{{ extra.name }}";
        }
        List<String> arguments =
                named.isEmpty()
                        ? positional.stream().map(p -> "\"" + p + "\"").toList()
                        : named.stream().map(n -> n + "=\"…\"").toList();
        return "{{ " + word + "(" + String.join(", ", arguments) + ") }}";
    }
}

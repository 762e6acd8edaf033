package io.dataface.tasks.model.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/// The rules for the ids of tasks.
public final class TaskIds {

    /// Safe in URLs, file names, branch names and command lines.
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private TaskIds() {}

    /// Whether a text may be a task's id: at most 200 letters, digits, dots, hyphens and
    /// underscores.
    public static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }

    /// The id of a task that names none: `<WS>-<SLUG>` in upper case, hyphens within each turned
    /// to underscores.
    public static String byDefault(String workstream, String slug) {
        return part(workstream) + "-" + part(slug);
    }

    private static String part(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

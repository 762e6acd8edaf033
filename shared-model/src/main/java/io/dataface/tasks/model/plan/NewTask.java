package io.dataface.tasks.model.plan;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is known of a task that is about to be written.
///
/// @param workstream the workstream's folder name
/// @param slug the file's name without `.md`; from the title where null
/// @param problem the text of Problem; a placeholder where null
public record NewTask(
        String workstream,
        String title,
        @Nullable String slug,
        Priority priority,
        @Nullable String milestone,
        @Nullable String initiative,
        @Nullable String owner,
        List<String> dependsOn,
        @Nullable String problem) {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// @throws IllegalArgumentException where the workstream or slug is no file name, or the title
    ///     is empty or has several lines
    public NewTask {
        dependsOn = List.copyOf(dependsOn);
        if (title.isBlank() || title.lines().count() > 1) {
            throw new IllegalArgumentException("A title must be one line of text.");
        }
        requireFileName("workstream", workstream);
        if (slug == null && TaskTemplate.slug(title).isEmpty()) {
            throw new IllegalArgumentException(
                    "The title \"%s\" gives no file name: give a slug of letters a-z and digits."
                            .formatted(title));
        }
        if (slug != null) {
            requireFileName("slug", slug);
        }
    }

    private static void requireFileName(String what, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The %s \"%s\" is no file name: use letters, digits, dots, hyphens, underscores."
                            .formatted(what, name));
        }
    }
}

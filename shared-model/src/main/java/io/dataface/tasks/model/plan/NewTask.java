package io.dataface.tasks.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a task that is about to be written.
///
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
    public NewTask {
        dependsOn = List.copyOf(dependsOn);
    }
}

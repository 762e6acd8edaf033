package io.dataface.tasks.worker.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program to start.
///
/// @param command program and arguments; never read by a shell
/// @param environment all that it gets, besides the marker
/// @param stdin file to read standard input from; null: empty
/// @param marker value of [#MARKER] by which its descendants are found
/// @param isolated whether to use a pid namespace where the system allows one
public record ProcessSpec(
        List<String> command,
        Path directory,
        Map<String, String> environment,
        @Nullable Path stdin,
        String marker,
        boolean isolated) {

    /// The environment variable that marks all that a worker starts.
    public static final String MARKER = "TASKS_RUN_MARKER";
}

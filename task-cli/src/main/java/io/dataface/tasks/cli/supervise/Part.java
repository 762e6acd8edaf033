package io.dataface.tasks.cli.supervise;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// One process of a local installation: how it is started and how one sees that it is ready.
///
/// @param name short and unique, names its log
/// @param command program and arguments; carries no secret
/// @param environment variables set on top of the supervisor's own
/// @param folder its working directory
/// @param log the file that its output is appended to
/// @param ready whether it serves now; asked often, answers within seconds
public record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        BooleanSupplier ready) {
    /// Copies command and environment.
    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}

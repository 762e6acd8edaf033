package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a person asked `up` for.
///
/// @param home folder of the launcher and the modules
/// @param data where the installation keeps its data
/// @param plans the plan; empty for the demo
/// @param repository the code repository that tasks run in
/// @param agent the agent's program and arguments; empty for none
/// @param agentEnvironment further variables that the agent may see
/// @param port of the docs and console
/// @param managerPort of the REST API
/// @param workers how many worker processes
/// @param transport how the workers hear of work
/// @param caches whether start caches are read or recorded
record UpSettings(
        Path home,
        DataFolder data,
        Optional<Source> plans,
        Optional<Source> repository,
        List<String> agent,
        List<String> agentEnvironment,
        int port,
        int managerPort,
        int workers,
        Transport transport,
        StartCache.Use caches) {
    UpSettings {
        agent = List.copyOf(agent);
        agentEnvironment = List.copyOf(agentEnvironment);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    URI managerUrl() {
        return URI.create("http://127.0.0.1:" + managerPort);
    }

    /// The program that runs this JVM, for the others.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

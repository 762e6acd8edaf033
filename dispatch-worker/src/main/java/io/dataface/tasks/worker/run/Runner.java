package io.dataface.tasks.worker.run;

import io.dataface.tasks.worker.agent.CommandAgent;
import io.dataface.tasks.worker.git.Git;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.log.LogSink;
import io.dataface.tasks.worker.process.Processes;
import io.dataface.tasks.worker.settings.WorkerProperties;
import io.dataface.tasks.worker.workspace.Repositories;
import io.dataface.tasks.worker.workspace.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What all runs of a worker share; makes a run of a lease.
public final class Runner {
    private final Processes processes;
    private final Journal journal;
    private final WorkerProperties settings;
    private final Repositories repositories;
    private final Map<String, CommandAgent> agents;
    private final Supplier<Set<String>> secrets;

    /// @param environment the worker's own environment
    /// @param secrets what the worker itself knows to be secret, asked for at each run
    /// @throws IllegalArgumentException if an agent's command is wrong
    public Runner(
            Processes processes,
            Journal journal,
            WorkerProperties settings,
            Map<String, String> environment,
            Supplier<Set<String>> secrets)
            throws IOException {
        this.processes = processes;
        this.journal = journal;
        this.settings = settings;
        this.secrets = secrets;
        this.agents =
                settings.agents().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        agent ->
                                                new CommandAgent(
                                                        agent.getKey(),
                                                        agent.getValue(),
                                                        environment)));
        var folder = Files.createDirectories(data().resolve("git"));
        var git =
                new Git(processes, journal.incarnation() + ":git:", folder, settings.gitTimeout());
        this.repositories = new Repositories(git, data());
        Trees.delete(data().resolve("runs"));
    }

    /// A run of this lease, which logs to `sink` and asks `gate` before it pushes.
    public DispatchRun run(Hold hold, LogSink sink, PushGate gate) {
        return new DispatchRun(this, hold, sink, gate);
    }

    private Path data() {
        return settings.data().toAbsolutePath();
    }

    Path folder(Hold hold) {
        var grant = hold.grant();
        return data().resolve("runs").resolve(grant.dispatchId() + "-" + grant.token());
    }

    Processes processes() {
        return processes;
    }

    Journal journal() {
        return journal;
    }

    WorkerProperties settings() {
        return settings;
    }

    Repositories repositories() {
        return repositories;
    }

    Set<String> secrets() {
        return secrets.get();
    }

    CommandAgent agent(String name) {
        var agent = agents.get(name);
        if (agent == null) {
            throw new EndedException(
                    Ending.failed(
                            Ending.AGENT_MISSING,
                            "This worker has no agent %s; it has %s (tasks.worker.agents)."
                                    .formatted(name, agents.keySet())));
        }
        return agent;
    }
}

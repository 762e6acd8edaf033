package io.dataface.tasks.cli.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Works out what the installation is for: the demo, or a person's own plan.
final class Jobs {
    private static final String DEMO = "demo";

    /// What programs commonly need to find their home, their tools and their language.
    private static final List<String> COMMON_ENVIRONMENT =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TERM", "TMPDIR");

    private Jobs() {}

    static String planId(UpSettings settings) {
        return settings.plans().map(Source::slug).orElse(DEMO);
    }

    static Job of(UpSettings settings) throws IOException, InterruptedException {
        if (settings.plans().isEmpty()) {
            return demo(settings);
        }
        Source plan = settings.plans().get();
        return new Job(
                planId(settings),
                plan,
                settings.repository()
                        .map(code -> new Job.Repository("main", code.location(), "manual")),
                ownAgent(settings));
    }

    private static Job demo(UpSettings settings) throws IOException, InterruptedException {
        Demo demo = Demo.create(settings.data().demo());
        Job.Agent demoAgent =
                new Job.Agent(
                        DEMO,
                        List.of("/bin/sh", demo.agent().toString(), "{branch}"),
                        with(List.of("DEMO_AGENT_SECONDS")));
        return new Job(
                DEMO,
                new Source(demo.plan().toString(), true),
                Optional.of(
                        new Job.Repository(
                                Demo.CODE, demo.codeRemote().toString(), "branch_pushed")),
                Optional.of(ownAgent(settings).orElse(demoAgent)));
    }

    private static Optional<Job.Agent> ownAgent(UpSettings settings) {
        if (settings.agent().isEmpty()) {
            return Optional.empty();
        }
        String program = Path.of(settings.agent().getFirst()).getFileName().toString();
        String name =
                program.toLowerCase(Locale.ROOT)
                        .replaceAll("\\.[a-z]+$", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        return Optional.of(
                new Job.Agent(
                        name.isEmpty() ? "agent" : name,
                        settings.agent(),
                        with(settings.agentEnvironment())));
    }

    private static List<String> with(List<String> further) {
        List<String> all = new ArrayList<>(COMMON_ENVIRONMENT);
        all.addAll(further);
        return all;
    }
}

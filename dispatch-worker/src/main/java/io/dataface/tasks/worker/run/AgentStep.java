package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.worker.agent.AgentAdapter.AgentRun;
import io.dataface.tasks.worker.agent.AgentAdapter.Invocation;
import io.dataface.tasks.worker.git.StoppedException;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.log.Pump;
import io.dataface.tasks.worker.log.RunLog;
import io.dataface.tasks.worker.process.Executables;
import io.dataface.tasks.worker.process.ProcessSpec;
import io.dataface.tasks.worker.process.ProcessTree;
import io.dataface.tasks.worker.process.Processes;
import io.dataface.tasks.worker.settings.AgentProperties;
import io.dataface.tasks.worker.workspace.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// CHECKING and AGENT: starts the agent, watches its limits, and ends all that it started.
final class AgentStep {
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration MEASURE = Duration.ofSeconds(1);
    private static final Pattern ERROR =
            Pattern.compile("\\s*(error|fatal|failed|failure):\\s*", Pattern.CASE_INSENSITIVE);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Processes processes;
    private final Journal journal;
    private final Duration killTime;
    private final Hold hold;
    private final RunLog log;
    private final AgentProperties settings;
    private final Set<String> secrets;
    private final AtomicLong printed = new AtomicLong();
    private Duration cpu = Duration.ZERO;
    private long cpuLookNanos = System.nanoTime();
    private long measureNanos = System.nanoTime() + MEASURE.toNanos();

    AgentStep(
            Processes processes,
            Journal journal,
            Duration killTime,
            Hold hold,
            RunLog log,
            AgentProperties settings,
            Set<String> secrets) {
        this.processes = processes;
        this.journal = journal;
        this.killTime = killTime;
        this.hold = hold;
        this.log = log;
        this.settings = settings;
        this.secrets = secrets;
    }

    /// @throws EndedException if the agent's program is not here
    void check(Invocation invocation, Path workspace) {
        var program = invocation.command().getFirst();
        var path = invocation.environment().get("PATH");
        if (Executables.find(program, path, workspace).isEmpty()) {
            throw new EndedException(
                    Ending.failed(
                            Ending.AGENT_MISSING,
                            "The agent %s needs the program %s, which is not on this worker (PATH %s)."
                                    .formatted(hold.grant().agent(), program, path)));
        }
    }

    /// Runs the agent to its end; returns only if it exited with 0.
    void run(Invocation invocation, AgentRun run, Runnable started)
            throws IOException, InterruptedException {
        var tree =
                processes.start(
                        new ProcessSpec(
                                invocation.command(),
                                run.workspace(),
                                invocation.environment(),
                                run.promptFile(),
                                marker(),
                                true));
        hold.stopSwitch().attach(tree);
        try {
            started.run();
            journal.process(tree.pid());
            var known = new HashSet<>(secrets);
            known.addAll(invocation.secrets());
            var out = pump(tree, RunLog.Stream.STDOUT, known);
            var err = pump(tree, RunLog.Stream.STDERR, known);
            watch(tree, run);
            // What it left in the background holds the pipes open and must not go on anyway.
            tree.kill(killTime);
            out.join(LAST_WORDS);
            err.join(LAST_WORDS);
            measure(tree, run);
        } finally {
            tree.kill(Duration.ZERO);
            hold.stopSwitch().detach(tree);
        }
        judge(tree.exitCode());
    }

    private String marker() {
        var grant = hold.grant();
        return "%s:%s:%d;".formatted(journal.incarnation(), grant.dispatchId(), grant.token());
    }

    private Thread pump(ProcessTree tree, RunLog.Stream stream, Set<String> known) {
        var from = stream == RunLog.Stream.STDOUT ? tree.stdout() : tree.stderr();
        return Thread.startVirtualThread(
                () ->
                        Pump.run(
                                from,
                                log,
                                stream,
                                known,
                                bytes -> {
                                    printed.addAndGet(bytes);
                                    hold.signOfLife();
                                }));
    }

    private void watch(ProcessTree tree, AgentRun run) throws IOException, InterruptedException {
        var end = System.nanoTime() + settings.timeout().toNanos();
        while (!tree.await(GLANCE)) {
            if (hold.stopSwitch().stopped()) {
                tree.kill(killTime);
                throw new StoppedException("the agent");
            }
            if (System.nanoTime() > end) {
                throw over(
                        tree,
                        Outcome.TIMED_OUT,
                        Ending.TIMEOUT,
                        "ran longer than its limit of " + settings.timeout().toSeconds() + " s",
                        "timeout");
            }
            if (printed.get() > settings.outputLimit().toBytes()) {
                throw over(
                        tree,
                        Outcome.FAILED,
                        Ending.OUTPUT_LIMIT,
                        "printed more than its limit of " + settings.outputLimit(),
                        "output-limit");
            }
            if (System.nanoTime() > measureNanos) {
                measure(tree, run);
            }
            lookAtCpu(tree);
            if (hold.silence().compareTo(settings.stall()) > 0) {
                throw over(
                        tree,
                        Outcome.STALLED,
                        Ending.STALL,
                        "showed no sign of life for " + settings.stall().toSeconds() + " s",
                        "stall");
            }
        }
        if (hold.stopSwitch().stopped()) {
            throw new StoppedException("the agent");
        }
    }

    private void measure(ProcessTree tree, AgentRun run) throws IOException {
        var began = System.nanoTime();
        var bytes =
                Trees.size(run.workspace()) + Trees.size(run.home()) + Trees.size(run.temporary());
        // Looking at a large tree takes its time: a twentieth of the whole, at most.
        var now = System.nanoTime();
        measureNanos = now + Math.max(MEASURE.toNanos(), 20 * (now - began));
        if (bytes > settings.workspaceLimit().toBytes()) {
            throw over(
                    tree,
                    Outcome.FAILED,
                    Ending.WORKSPACE_LIMIT,
                    "filled its workspace past its limit of %s; the workspace was deleted"
                            .formatted(settings.workspaceLimit()),
                    "workspace-limit");
        }
    }

    // Working silently is a sign of life too, waiting is none: a twentieth of a core tells them
    // apart.
    private void lookAtCpu(ProcessTree tree) {
        var since = System.nanoTime() - cpuLookNanos;
        if (since < settings.stall().toNanos() / 10) {
            return;
        }
        var now = tree.cpu();
        if (now.minus(cpu).toNanos() > since / 20) {
            hold.signOfLife();
        }
        cpu = now;
        cpuLookNanos = System.nanoTime();
    }

    private EndedException over(
            ProcessTree tree, Outcome outcome, String reason, String what, String key) {
        // Before the kill: what contains the agent has its own last words about that.
        var last = lastOutput(5);
        tree.kill(killTime);
        var setting = "tasks.worker.agents." + hold.grant().agent() + "." + key;
        return new EndedException(
                Ending.of(
                        outcome,
                        reason,
                        "In step %s the agent %s (%s). Last output: %s"
                                .formatted(Phase.AGENT, what, setting, last)));
    }

    private void judge(int exit) {
        if (exit == 0) {
            return;
        }
        var detail =
                log.lastLineOfEach().stream()
                        .filter(line -> ERROR.matcher(line).lookingAt())
                        .map(line -> ERROR.matcher(line).replaceFirst("").strip())
                        .findFirst()
                        .orElseGet(
                                () ->
                                        "The agent exited with %d. Last output: %s"
                                                .formatted(exit, lastOutput(10)));
        throw new EndedException(
                new Ending(Outcome.FAILED, Reasons.EXIT, detail, exit, null, null, null));
    }

    private String lastOutput(int lines) {
        var last = log.lastLines(lines);
        return last.isEmpty() ? "(none)" : "\n" + String.join("\n", last);
    }
}

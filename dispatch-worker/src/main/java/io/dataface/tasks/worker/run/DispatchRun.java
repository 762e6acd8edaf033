package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.worker.agent.AgentAdapter.AgentRun;
import io.dataface.tasks.worker.git.GitException;
import io.dataface.tasks.worker.log.LogSink;
import io.dataface.tasks.worker.log.RunLog;
import io.dataface.tasks.worker.workspace.TamperedException;
import io.dataface.tasks.worker.workspace.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One dispatch from its first step to its result.
public final class DispatchRun {
    private static final Logger log = LoggerFactory.getLogger(DispatchRun.class);
    private static final long LOG_LIMIT = 50L << 20;
    private static final int DETAIL = 8000;

    private final Runner runner;
    private final Hold hold;
    private final PushGate gate;
    private final RunLog runLog;
    private boolean agentStarted;

    DispatchRun(Runner runner, Hold hold, LogSink sink, PushGate gate) {
        this.runner = runner;
        this.hold = hold;
        this.gate = gate;
        this.runLog = new RunLog(sink, LOG_LIMIT);
    }

    /// Runs through all phases; never fails, however the run ends. Returns when the log is
    /// delivered too, or given up.
    public Result execute() throws InterruptedException {
        var ending = end();
        cleanUp();
        runLog.say(summary(ending));
        return result(ending, runLog.close());
    }

    /// Gives up the delivery of the log: the worker is about to end.
    public void abandonLog() {
        runLog.abandon();
    }

    /// The result of a lease that was stopped before its run began.
    public static Result unstarted(Hold hold, StopCause cause) {
        return build(hold, Ending.stopped(cause), false, 0);
    }

    private Ending end() {
        Ending ending;
        try {
            ending = phases();
        } catch (EndedException e) {
            ending = e.ending();
        } catch (TamperedException e) {
            ending = Ending.failed(Reasons.TAMPERED, "" + e.getMessage());
        } catch (GitException e) {
            ending = gitEnding(e);
        } catch (IOException | RuntimeException e) {
            if (hold.findCause().isEmpty()) {
                log.warn("A run broke off", e);
            }
            ending = Ending.failed(Ending.WORKER_ERROR, step() + e);
        } catch (InterruptedException e) {
            // Only the end of the process interrupts a run, after it was stopped.
            hold.stop(StopCause.DRAINED, runner.settings().killTime());
            ending = Ending.stopped(StopCause.DRAINED);
        }
        var result = ending;
        return ending.outcome() == Outcome.SUCCEEDED
                ? ending
                : hold.findCause().map(Ending::stopped).orElse(result);
    }

    private Ending gitEnding(GitException e) {
        return e.timedOut()
                ? Ending.of(Outcome.TIMED_OUT, Ending.TIMEOUT, step() + e.getMessage())
                : Ending.failed(Ending.WORKER_ERROR, step() + e.getMessage());
    }

    private String step() {
        return "In step " + hold.phase() + ": ";
    }

    private Ending phases() throws IOException, InterruptedException {
        hold.enter(Phase.PREPARING);
        var prepared = new Preparation(runner.repositories(), hold, runLog).prepare();
        hold.enter(Phase.CHECKING);
        var grant = hold.grant();
        var settings = Objects.requireNonNull(runner.settings().agents().get(agentName()));
        var run = folders(prepared.workspace().tree());
        var invocation = runner.agent(grant.agent()).invocation(run);
        var step =
                new AgentStep(
                        runner.processes(),
                        runner.journal(),
                        runner.settings().killTime(),
                        hold,
                        runLog,
                        settings,
                        runner.secrets());
        step.check(invocation, run.workspace());
        hold.enter(Phase.AGENT);
        runLog.say("Starting the agent " + grant.agent());
        try {
            step.run(invocation, run, () -> agentStarted = true);
        } catch (EndedException e) {
            if (Ending.WORKSPACE_LIMIT.equals(e.ending().reason())) {
                // Kept like other unfinished work it would fill the repository next.
                prepared.workspace().discard();
            }
            throw e;
        }
        hold.enter(Phase.COMMITTING);
        return new Delivery(hold, runLog, gate, runner.settings().gitTimeout(), prepared).deliver();
    }

    private String agentName() {
        runner.agent(hold.grant().agent());
        return hold.grant().agent();
    }

    private AgentRun folders(Path tree) throws IOException {
        var grant = hold.grant();
        var folder = Files.createDirectories(runner.folder(hold));
        var prompt = folder.resolve("prompt.md");
        Files.writeString(prompt, grant.prompt());
        return new AgentRun(
                grant.dispatchId().toString(),
                grant.taskId(),
                grant.branch(),
                tree,
                prompt,
                Files.createDirectories(folder.resolve("home")),
                Files.createDirectories(folder.resolve("tmp")));
    }

    private void cleanUp() {
        try {
            Trees.delete(runner.folder(hold));
        } catch (IOException e) {
            log.warn("A run's folder could not be removed: {}", e.getMessage());
        }
    }

    private static String summary(Ending ending) {
        var reason = ending.reason() == null ? "" : " (" + ending.reason() + ")";
        var detail =
                ending.detail() == null
                        ? ""
                        : ": " + ending.detail().lines().findFirst().orElse("");
        return "Ended " + ending.outcome() + reason + detail;
    }

    private Result result(Ending ending, long logLength) {
        return build(hold, ending, agentStarted, logLength);
    }

    private static Result build(Hold hold, Ending ending, boolean agentStarted, long logLength) {
        var grant = hold.grant();
        return new Result(
                grant.dispatchId(),
                grant.token(),
                ending.outcome(),
                ending.reason(),
                shortened(ending.detail()),
                hold.phase(),
                agentStarted,
                agentStarted && ending.outcome() == Outcome.SUCCEEDED
                        ? Integer.valueOf(0)
                        : ending.exitCode(),
                grant.branch(),
                ending.baseSha(),
                ending.headSha(),
                ending.change(),
                null,
                null,
                null,
                null,
                logLength);
    }

    private static @Nullable String shortened(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.substring(0, Math.min(DETAIL, text.length())).replace("\0", "");
    }
}

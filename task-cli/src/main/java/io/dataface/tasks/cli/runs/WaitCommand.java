package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.OnInterrupt;
import io.dataface.tasks.cli.overview.TaskText;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks wait`: ends when no live dispatch of the task is left.
@Command(
        name = "wait",
        description = {
            "Waits until a task's run and its retries have ended.",
            "Exit code: 0 succeeded, 4 cancelled, 1 any other end, 6 --timeout passed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks wait fix-login && echo pushed",
            "  tasks wait fix-login --timeout 30m --json"
        })
public final class WaitCommand implements Callable<Integer> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(60);

    private final Invocation invocation;

    @Parameters(paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    public WaitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        long start = System.nanoTime();
        TaskView view = new TaskLookup(manager).find(task);
        String left = "the run goes on; to end it: tasks cancel " + view.slug();
        try (var _ = OnInterrupt.say(invocation, left)) {
            return wait(manager, view, start);
        } finally {
            invocation.output().endProgress();
        }
    }

    private int wait(Manager manager, TaskView first, long start) {
        TaskView view = first;
        Duration pause = FIRST_PAUSE;
        long lastAnswer = System.nanoTime();
        while (isLive(view.dispatch())) {
            invocation
                    .output()
                    .progress(
                            view.slug()
                                    + ": "
                                    + TaskText.standing(view, invocation.output().times()));
            if (!sleep(pause, start)) {
                return timedOut(view);
            }
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            TaskView next = poll(manager, view, lastAnswer);
            lastAnswer = next == null ? lastAnswer : System.nanoTime();
            view = next == null ? view : next;
        }
        return ended(view);
    }

    // A manager that restarts takes seconds; the run goes on meanwhile.
    private static @Nullable TaskView poll(Manager manager, TaskView view, long lastAnswer) {
        try {
            return manager.task(view.id());
        } catch (CliException e) {
            boolean outage = e.exit() == Exit.UNAVAILABLE;
            if (outage && System.nanoTime() - lastAnswer < LONGEST_OUTAGE.toNanos()) {
                return null;
            }
            throw e;
        }
    }

    private boolean sleep(Duration pause, long start) {
        Duration limit = invocation.options().timeout();
        Duration left = limit == null ? pause : limit.minusNanos(System.nanoTime() - start);
        try {
            Thread.sleep(left.isNegative() ? Duration.ZERO : min(pause, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.INTERRUPTED, "interrupted", "interrupted").cause(e);
        }
        return limit == null || System.nanoTime() - start < limit.toNanos();
    }

    private int timedOut(TaskView view) {
        report(view, true);
        String state = view.slug() + " is still " + view.state();
        throw new CliException(Exit.UNAVAILABLE, "timeout", state + " after --timeout")
                .fix("the run goes on; wait again, or tasks why " + view.slug());
    }

    private int ended(TaskView view) {
        DispatchView dispatch = view.dispatch();
        if (dispatch == null) {
            throw new CliException(Exit.FAILURE, "never_ran", view.slug() + " was never kicked off")
                    .fix("tasks kickoff " + view.slug());
        }
        report(view, false);
        String slug = view.slug();
        if (dispatch.state() == DispatchState.SUCCEEDED) {
            invocation.output().next("tasks show " + slug);
            return Exit.OK.code();
        }
        invocation.output().next("tasks logs " + slug + ", then tasks retry " + slug);
        return dispatch.state() == DispatchState.CANCELLED
                ? Exit.CONFLICT.code()
                : Exit.FAILURE.code();
    }

    private void report(TaskView view, boolean timedOut) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("taskId", view.id());
            fields.put("slug", view.slug());
            fields.put("timedOut", timedOut);
            fields.put("dispatch", view.dispatch());
            invocation.output().json(fields);
            return;
        }
        DispatchView dispatch = view.dispatch();
        if (dispatch != null && !timedOut) {
            invocation.output().endProgress();
            invocation.output().line(RunText.ended(view.slug(), dispatch));
        }
    }

    static boolean isLive(@Nullable DispatchView dispatch) {
        return dispatch != null && !dispatch.state().terminal();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

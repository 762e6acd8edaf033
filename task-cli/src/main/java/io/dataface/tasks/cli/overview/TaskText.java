package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.invocation.Times;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.SignalView;
import io.dataface.tasks.model.api.TaskView;
import org.jspecify.annotations.Nullable;

/// Says in a few words where a task stands.
public final class TaskText {

    private TaskText() {}

    /// The one thing to know about a task in a list: its signal, blocker, phase or last outcome.
    public static String standing(TaskView task, Times times) {
        for (SignalView signal : task.signals()) {
            if (signal.tier().equals("person")) {
                return signal.detail();
            }
        }
        if (!task.blockers().isEmpty()) {
            return blockers(task);
        }
        DispatchView dispatch = task.dispatch();
        return dispatch == null ? "" : outcome(dispatch, times);
    }

    /// A run's state with what belongs to it: phase, worker, reason, age.
    public static String outcome(DispatchView dispatch, Times times) {
        return switch (dispatch.state()) {
            case QUEUED -> "queued " + times.ago(dispatch.queuedAt());
            case LEASED -> "taken by " + orDash(dispatch.worker());
            case RUNNING ->
                    lower(dispatch.phase())
                            + " on "
                            + orDash(dispatch.worker())
                            + " for "
                            + times.between(dispatch.startedAt(), null);
            case SUCCEEDED, FAILED, INTERRUPTED, STALLED, TIMED_OUT, WORKER_GONE, CANCELLED ->
                    lower(dispatch.state())
                            + (dispatch.reason() == null ? "" : " (" + dispatch.reason() + ")")
                            + " "
                            + times.ago(dispatch.endedAt());
        };
    }

    /// A value in lower case with spaces; "-" for null.
    public static String lower(@Nullable Object value) {
        return value == null
                ? "-"
                : value.toString().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /// The text, or "-".
    public static String orDash(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "-" : value.toString();
    }

    private static String blockers(TaskView task) {
        BlockerView first = task.blockers().getFirst();
        int more = task.blockers().size() - 1;
        return first.detail() + (more > 0 ? " (and " + more + " more)" : "");
    }
}

package io.dataface.tasks.cli.queue;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.TaskView;

/// The queued dispatch of a task.
final class QueuedDispatch {

    private QueuedDispatch() {}

    /// @throws CliException with exit 4 where the task is not queued
    static DispatchView of(TaskView task) {
        DispatchView dispatch = task.dispatch();
        if (dispatch != null && dispatch.state() == DispatchState.QUEUED) {
            return dispatch;
        }
        boolean runs = dispatch != null && !dispatch.state().terminal();
        throw new CliException(
                        Exit.CONFLICT,
                        "not_queued",
                        task.slug() + " is not in the queue, it is " + task.state())
                .fix(
                        runs
                                ? "to end its run: tasks cancel " + task.slug()
                                : "to queue it: tasks kickoff " + task.slug());
    }
}

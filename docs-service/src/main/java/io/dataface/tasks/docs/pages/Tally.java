package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Meter;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.PlanStatus;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How tasks stand now; each is counted once.
public record Tally(int completed, int running, int waiting, int review, int cancelled, int open) {

    static Tally of(Collection<TaskPage> tasks, Map<String, TaskState> states) {
        int[] counts = new int[6];
        tasks.forEach(task -> counts[place(task, states.get(task.id()))]++);
        return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    private static int place(TaskPage task, @Nullable TaskState state) {
        if (task.status().isCompleted() || (state != null && state.isCompleted())) {
            return 0;
        }
        if (task.status() == PlanStatus.CANCELLED) {
            return 4;
        }
        if (state == null) {
            return 5;
        }
        return state.isRunning() ? 1 : state.isQueued() ? 2 : state.inReview() ? 3 : 5;
    }

    public int all() {
        return completed + running + waiting + review + cancelled + open;
    }

    /// `3 of 10 done`.
    public String done() {
        return completed + " of " + all() + " done";
    }

    public Meter meter() {
        return Meter.of(
                done(),
                all(),
                new Meter.Count("ok", completed),
                new Meter.Count("run", running),
                new Meter.Count("wait", waiting + review));
    }
}

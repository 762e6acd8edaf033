package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.run.ActionButton;
import io.dataface.tasks.docs.run.Advice;
import io.dataface.tasks.docs.run.Blocker;
import io.dataface.tasks.docs.run.Run;
import io.dataface.tasks.docs.run.Signal;
import io.dataface.tasks.docs.run.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task in one of the lists.
///
/// @param position in the queue, from 1; 0 where it is not queued
public record StatusRow(
        TaskState task,
        @Nullable Run run,
        int position,
        List<Signal> signals,
        List<Blocker> blockers) {

    /// Priorities a person can choose.
    private static final List<String> PRIORITIES = List.of("p0", "p1", "p2", "p3");

    public @Nullable Chip chip() {
        return task.chip(run);
    }

    /// What may be done now; a follow-up is always possible and so never stands out.
    public List<ActionButton> buttons() {
        return ActionButton.of(task, run).stream()
                .map(button -> button.action().equals("follow-up") ? button.quiet() : button)
                .toList();
    }

    /// Why a person is needed, most urgent first.
    public List<Signal> reasons() {
        return signals.stream().filter(Signal::forPerson).toList();
    }

    /// What automation sees to, for people to know.
    public List<Signal> notes() {
        return signals.stream().filter(signal -> !signal.forPerson()).toList();
    }

    /// Since when a person is needed.
    public @Nullable Instant needsSince() {
        return reasons().stream()
                .map(Signal::since)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /// The next step, where the reason itself does not name it.
    public @Nullable String advice() {
        return run != null && run.wentWrong() && !task.inReview() ? Advice.of(run) : null;
    }

    /// Buttons that change the queued run's priority; the one it has is not among them.
    public List<ActionButton> priorities() {
        if (run == null || !run.queued()) {
            return List.of();
        }
        Run queued = run;
        return PRIORITIES.stream()
                .filter(priority -> !priority.equals(queued.priority()))
                .map(
                        priority ->
                                ActionButton.plain(
                                        "priority",
                                        "Priority " + priority,
                                        "flag",
                                        "plain",
                                        Map.of(
                                                "dispatch",
                                                queued.id().toString(),
                                                "priority",
                                                priority,
                                                "name",
                                                task.title() + " is " + priority)))
                .toList();
    }
}

package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.log.LogPart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is live about one task.
///
/// @param runs newest first
/// @param moved what changed in the plan since the latest run was given its text, null where
///     nothing did
/// @param logged the run whose log is shown: the newest that a worker had
public record TaskPanel(
        TaskState task,
        List<Run> runs,
        List<Signal> signals,
        List<Blocker> blockers,
        List<HistoryEvent> history,
        List<FollowUp> followUps,
        @Nullable Changes changes,
        @Nullable Run logged,
        @Nullable LogPart log,
        @Nullable PlanMoved moved,
        List<PullRequest> pulls,
        Instant now) {

    /// Whether what is shown changes with every second.
    public boolean isMoving() {
        Run latest = latest();
        return latest != null && latest.live();
    }

    /// Whether it differs by nothing but when it was read.
    public boolean showsTheSameAs(TaskPanel other) {
        return equals(
                new TaskPanel(
                        other.task,
                        other.runs,
                        other.signals,
                        other.blockers,
                        other.history,
                        other.followUps,
                        other.changes,
                        other.logged,
                        other.log,
                        other.moved,
                        other.pulls,
                        now));
    }

    public @Nullable Run latest() {
        return runs.isEmpty() ? null : runs.getFirst();
    }

    public @Nullable Chip chip() {
        return task.chip(latest());
    }

    public List<ActionButton> buttons() {
        return ActionButton.of(task, latest());
    }

    /// The run whose failure is to be explained: the latest, or the one that a queued retry
    /// follows; null where nothing went wrong.
    public @Nullable Run wrong() {
        if (!task.status().equals("not_started") || task.inReview()) {
            return null;
        }
        for (Run run : runs) {
            if (run.over()) {
                return run.wentWrong() ? run : null;
            }
            if (run.live()) {
                return null;
            }
        }
        return null;
    }

    /// What a page's title starts with; null where nothing ever ran.
    public @Nullable String titlePrefix() {
        Chip chip = chip();
        return chip == null ? null : chip.label();
    }

    /// The line that fetches the branch.
    public @Nullable String fetchLine() {
        return task.branch() == null || task.repositoryUrl() == null || task.headSha() == null
                ? null
                : "git fetch " + task.repositoryUrl() + " " + task.branch();
    }

    /// Signals that the panels above do not already say.
    public List<Signal> otherSignals() {
        return signals.stream()
                .filter(
                        signal ->
                                switch (signal.code()) {
                                    case "dispatch_failed",
                                            "dispatch_stalled",
                                            "dispatch_interrupted",
                                            "worker_gone",
                                            "awaits_review",
                                            "plan_moved" ->
                                            false;
                                    default ->
                                            blockers.stream()
                                                    .noneMatch(
                                                            b ->
                                                                    b.detail()
                                                                            .equals(
                                                                                    signal
                                                                                            .detail()));
                                })
                .toList();
    }
}

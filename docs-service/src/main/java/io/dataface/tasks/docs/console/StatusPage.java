package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.run.ActionButton;
import io.dataface.tasks.docs.run.Blocker;
import io.dataface.tasks.docs.run.Run;
import io.dataface.tasks.docs.run.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole of `/status`: each task stands in one list, and every number counts those lists.
///
/// @param plan null before the first sync
/// @param counts tasks in each list, also those that the page leaves out
/// @param recent runs in `finished` that ended in the last 24 h
/// @param firstTry those of them that succeeded at once
/// @param deadLetters the oldest of those that `plan` counts
public record StatusPage(
        @Nullable PlanState plan,
        List<StatusRow> needsPerson,
        List<StatusRow> active,
        List<StatusRow> queue,
        List<StatusRow> finished,
        Map<String, Integer> counts,
        int recent,
        int firstTry,
        List<WorkerRow> workers,
        List<PlanProblem> problems,
        List<DeadLetter> deadLetters,
        Instant now) {

    public int count(String group) {
        return counts.getOrDefault(group, 0);
    }

    public int queued() {
        return count("ready") + count("waiting");
    }

    /// What a page's title starts with.
    public String title() {
        int n = count("needs_person");
        return n == 0 ? "Status" : n + (n == 1 ? " needs you" : " need you") + " · Status";
    }

    public String needsNote() {
        return needsPerson.stream()
                .map(StatusRow::needsSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(oldest -> "oldest " + Wording.age(oldest, now))
                .orElse("nothing to decide");
    }

    public String runningNote() {
        int slots = takers().mapToInt(WorkerRow::capacity).sum();
        int used = takers().mapToInt(WorkerRow::used).sum();
        return workers.stream().noneMatch(WorkerRow::takesWork)
                ? "no worker is here"
                : used + " of " + Wording.count(slots, "slot", "slots");
    }

    public String readyNote() {
        if (count("ready") == 0) {
            return queued() == 0 ? "the queue is empty" : "nothing could start now";
        }
        int free =
                takers().mapToInt(worker -> Math.max(0, worker.capacity() - worker.used())).sum();
        return free == 0
                ? "all slots are taken"
                : Wording.count(free, "slot is free", "slots are free");
    }

    public String waitingNote() {
        List<Blocker> first =
                queue.stream()
                        .filter(row -> !row.blockers().isEmpty())
                        .map(row -> row.blockers().getFirst())
                        .toList();
        if (plan != null && plan.paused()) {
            return "the queue is paused";
        }
        long others = first.stream().filter(b -> b.code().equals("dependency")).count();
        long backingOff = first.stream().filter(b -> b.code().equals("not_before")).count();
        if (count("waiting") == 0) {
            return "nothing is held back";
        }
        return others > 0
                ? others + " on other tasks"
                : backingOff > 0 ? backingOff + " backing off" : "reasons below";
    }

    public String finishedNote() {
        return recent == 0
                ? "none in 24 h"
                : recent + " in 24 h, " + Math.round(100.0 * firstTry / recent) + " % at first try";
    }

    /// Runs of this plan on a worker.
    public List<StatusRow> on(WorkerRow worker) {
        return Stream.concat(active.stream(), needsPerson.stream())
                .filter(row -> isOn(row.run(), worker))
                .toList();
    }

    /// The buttons of the queue as a whole.
    public List<ActionButton> queueButtons() {
        PlanState state = plan;
        if (state == null) {
            return List.of();
        }
        Map<String, String> none = Map.of();
        ActionButton stop =
                new ActionButton(
                        "stop",
                        "Stop all",
                        "stop-fill",
                        "danger",
                        none,
                        "Stop every run of plan “" + state.title() + "”?",
                        "The queue is paused and "
                                + Wording.count(
                                        count("active"), "running agent is", "running agents are")
                                + " stopped; nothing more is pushed.",
                        "Why (optional)",
                        "reason",
                        false,
                        null);
        ActionButton resume = ActionButton.plain("resume", "Resume", "play-fill", "go", none);
        ActionButton pause =
                new ActionButton(
                        "pause",
                        "Pause",
                        "pause-fill",
                        "plain",
                        none,
                        "Pause the queue of plan “" + state.title() + "”?",
                        "What runs goes on; nothing new starts until someone resumes.",
                        "Why (optional)",
                        "reason",
                        false,
                        null);
        return state.paused()
                ? count("active") > 0 ? List.of(resume, stop) : List.of(resume)
                : count("active") > 0 ? List.of(pause, stop) : List.of(pause);
    }

    private Stream<WorkerRow> takers() {
        return workers.stream().filter(WorkerRow::takesWork);
    }

    private static boolean isOn(@Nullable Run run, WorkerRow worker) {
        return run != null && run.live() && worker.name().equals(run.worker());
    }
}

package io.dataface.tasks.chaos.check;

import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that the rules look at, read once when nothing moves any more. Times are the database's
/// where rows are meant, the watcher's otherwise; both live on one machine.
///
/// @param lease how long a lease lasts without a renewal
/// @param history in order of dispatch and sequence
/// @param earlier history as it was read in the middle of the scenario
/// @param words what people asked for that lets a task be tried anew
/// @param unblocked queued dispatches without a blocker
/// @param unrung dispatches whose doorbell still waits to be published
/// @param started what the journals of all incarnations say was begun
/// @param agentRuns what agents wrote down of themselves
/// @param left what is still there and belongs to nobody
public record Facts(
        Duration lease,
        Instant readAt,
        List<Task> tasks,
        List<Dispatch> dispatches,
        List<Event> history,
        List<Event> earlier,
        List<Lease> leases,
        List<FollowUp> followUps,
        List<Word> words,
        List<Log> logs,
        List<Branch> branches,
        List<UUID> unblocked,
        List<UUID> unrung,
        List<Started> started,
        List<AgentRun> agentRuns,
        List<Left> left,
        Seen seen) {

    /// @param id its slug
    /// @param circuit why no more is tried; null: it is closed
    public record Task(
            long key,
            String id,
            @Nullable String branch,
            @Nullable String headSha,
            boolean completed,
            @Nullable String circuit) {}

    /// @param queuedBy `manager`, or who asked for it
    /// @param agentRan whether the manager knows that an agent began
    public record Dispatch(
            UUID id,
            long task,
            int number,
            String kind,
            DispatchState state,
            String queuedBy,
            Instant queuedAt,
            Instant dueAt,
            @Nullable Long token,
            @Nullable String workerName,
            @Nullable Instant endedAt,
            @Nullable Phase phase,
            @Nullable String reason,
            boolean agentRan,
            @Nullable String headSha,
            int historyLength) {}

    /// A row of the history; states are null where it moved nothing.
    public record Event(
            UUID dispatch,
            int seq,
            Instant at,
            String event,
            @Nullable DispatchState from,
            @Nullable DispatchState to,
            String actor,
            @Nullable Long token,
            @Nullable String detail) {}

    public record Lease(UUID dispatch, long token, Instant renewedAt, Instant until) {}

    /// @param state `pending`, `delivered` or `withdrawn`
    public record FollowUp(UUID id, long task, String state, @Nullable UUID dispatch) {}

    /// A person's retry or follow-up.
    public record Word(long task, Instant at, String action) {}

    /// @param chunks start offset and size of each, by offset
    /// @param finalLength what the result said; null: no result told
    public record Log(
            UUID dispatch, long length, @Nullable Long finalLength, List<long[]> chunks) {}

    /// A task branch at the bare remote, with its commits since base, newest first.
    public record Branch(String name, String head, List<Commit> commits) {}

    /// @param dispatch what its trailer names; null: none
    public record Commit(String sha, @Nullable UUID dispatch) {}

    /// A line of a worker's journal.
    public record Started(String worker, UUID incarnation, UUID dispatch, long token) {}

    /// @param end null: it was killed before it could say so
    public record AgentRun(long task, UUID dispatch, Instant begin, @Nullable Instant end) {}

    /// @param kind `process`, `workspace`, `run folder` or `ref`
    public record Left(String kind, String what) {}

    /// What a watcher noted while the scenario went on.
    ///
    /// @param renewals by token, the last renewal seen
    /// @param waits times in which a dispatch could have been claimed and was not
    /// @param faults times in which some part was away, slow or cut off
    /// @param notices what the change feed said
    public record Seen(
            Map<Long, Instant> renewals,
            List<Wait> waits,
            List<Span> faults,
            List<Notice> notices) {
        /// Nothing noted.
        public static Seen nothing() {
            return new Seen(Map.of(), List.of(), List.of(), List.of());
        }

        /// How much of the time between two instants some fault was there.
        Duration faulty(Instant from, Instant to) {
            var covered = Duration.ZERO;
            var at = from;
            for (var fault : faults.stream().sorted(Comparator.comparing(Span::from)).toList()) {
                var start = later(fault.from(), at);
                var end = fault.to().isBefore(to) ? fault.to() : to;
                if (end.isAfter(start)) {
                    covered = covered.plus(Duration.between(start, end));
                    at = end;
                }
            }
            return covered;
        }

        private static Instant later(Instant a, Instant b) {
            return a.isAfter(b) ? a : b;
        }
    }

    /// A dispatch without a blocker, due, while a worker had a free slot and all parts were
    /// well.
    public record Wait(UUID dispatch, Instant from, Instant to) {}

    /// A fault, from its begin until what it hit was well again.
    ///
    /// @param freezesWorkers whether a worker stood still and its agents did not
    public record Span(String what, Instant from, Instant to, boolean freezesWorkers) {}

    /// @param resync whether it told listeners to read everything
    public record Notice(Instant at, List<UUID> dispatches, boolean resync) {}

    /// Copies the lists.
    public Facts {
        tasks = List.copyOf(tasks);
        dispatches = List.copyOf(dispatches);
        history = List.copyOf(history);
        earlier = List.copyOf(earlier);
        leases = List.copyOf(leases);
        followUps = List.copyOf(followUps);
        words = List.copyOf(words);
        logs = List.copyOf(logs);
        branches = List.copyOf(branches);
        unblocked = List.copyOf(unblocked);
        unrung = List.copyOf(unrung);
        started = List.copyOf(started);
        agentRuns = List.copyOf(agentRuns);
        left = List.copyOf(left);
    }

    /// The task's dispatches in the order of their numbers.
    List<Dispatch> of(Task task) {
        return dispatches.stream()
                .filter(d -> d.task() == task.key())
                .sorted(Comparator.comparingInt(Dispatch::number))
                .toList();
    }

    /// The dispatch's history in order.
    List<Event> of(Dispatch dispatch) {
        return history.stream()
                .filter(e -> e.dispatch().equals(dispatch.id()))
                .sorted(Comparator.comparingInt(Event::seq))
                .toList();
    }

    /// How messages name a dispatch.
    String name(UUID id) {
        return dispatches.stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .map(d -> task(d.task()) + " #" + d.number() + " (" + id + ")")
                .orElse("unknown dispatch " + id);
    }

    private String task(long key) {
        return tasks.stream()
                .filter(t -> t.key() == key)
                .findFirst()
                .map(Task::id)
                .orElse("unknown task " + key);
    }
}

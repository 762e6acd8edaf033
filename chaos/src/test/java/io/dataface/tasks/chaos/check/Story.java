package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Branch;
import io.dataface.tasks.chaos.check.Facts.Commit;
import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.chaos.check.Facts.Log;
import io.dataface.tasks.chaos.check.Facts.Notice;
import io.dataface.tasks.chaos.check.Facts.Seen;
import io.dataface.tasks.chaos.check.Facts.Span;
import io.dataface.tasks.chaos.check.Facts.Started;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.chaos.check.Facts.Wait;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Facts of one task whose first run fails and whose second is pushed; tests plant what must
/// not
/// be.
final class Story {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID FIRST = new UUID(0, 1);
    static final UUID SECOND = new UUID(0, 2);
    static final UUID WORKER = new UUID(9, 9);

    final List<Task> tasks = new ArrayList<>();
    final List<Dispatch> dispatches = new ArrayList<>();
    final List<Event> history = new ArrayList<>();
    final List<Event> earlier = new ArrayList<>();
    final List<Facts.Lease> leases = new ArrayList<>();
    final List<Facts.FollowUp> followUps = new ArrayList<>();
    final List<Facts.Word> words = new ArrayList<>();
    final List<Facts.AgentRun> agentRuns = new ArrayList<>();
    final List<Log> logs = new ArrayList<>();
    final List<Branch> branches = new ArrayList<>();
    final List<UUID> unblocked = new ArrayList<>();
    final List<UUID> unrung = new ArrayList<>();
    final List<Started> started = new ArrayList<>();
    final List<Facts.Left> left = new ArrayList<>();
    final Map<Long, Instant> renewals = new HashMap<>();
    final List<Wait> waits = new ArrayList<>();
    final List<Span> faults = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();

    Story() {
        tasks.add(new Task(1, "build", "task/build", "abc", true, null));
        dispatch(FIRST, 1, DispatchState.FAILED, 11L, Phase.AGENT, "exit", null, 4);
        dispatch(SECOND, 2, DispatchState.SUCCEEDED, 12L, Phase.PUSHING, null, "abc", 5);
        run(FIRST, 0, 11L, 1);
        event(FIRST, 4, 3, DispatchState.RUNNING, DispatchState.FAILED, 11L);
        run(SECOND, 4, 12L, 1);
        history.add(new Event(SECOND, 4, at(7), "push_gate", null, null, "manager", null, "abc"));
        event(SECOND, 5, 8, DispatchState.RUNNING, DispatchState.SUCCEEDED, 12L);
        earlier.addAll(history.subList(0, 3));
        logs.add(new Log(SECOND, 30, 30L, List.of(new long[] {0, 10}, new long[] {10, 20})));
        branches.add(new Branch("task/build", "abc", List.of(new Commit("abc", SECOND))));
        started.add(new Started("worker-1", WORKER, FIRST, 11));
        started.add(new Started("worker-1", WORKER, SECOND, 12));
        for (var event : history) {
            notices.add(new Notice(event.at(), List.of(event.dispatch()), false));
        }
    }

    static Instant at(double seconds) {
        return BEGIN.plusMillis((long) (seconds * 1000));
    }

    void dispatch(
            UUID id,
            int number,
            DispatchState state,
            @Nullable Long token,
            @Nullable Phase phase,
            @Nullable String reason,
            @Nullable String head,
            int rows) {
        dispatches.add(
                new Dispatch(
                        id,
                        1,
                        number,
                        "START",
                        state,
                        number == 1 ? "operator" : "manager",
                        BEGIN,
                        BEGIN,
                        token,
                        "worker-1",
                        at(10 * number + 3),
                        phase,
                        reason,
                        true,
                        head,
                        rows));
    }

    /// Queued, granted and begun, a second each.
    void run(UUID id, double from, long token, int seq) {
        event(id, seq, from, null, DispatchState.QUEUED, null);
        event(id, seq + 1, from + 1, DispatchState.QUEUED, DispatchState.LEASED, token);
        event(id, seq + 2, from + 2, DispatchState.LEASED, DispatchState.RUNNING, token);
    }

    void event(
            UUID id,
            int seq,
            double at,
            @Nullable DispatchState from,
            DispatchState to,
            @Nullable Long token) {
        history.add(
                new Event(id, seq, at(at), to.name().toLowerCase(), from, to, "w", token, null));
    }

    void change(UUID dispatch, int seq, UnaryOperator<Event> change) {
        history.replaceAll(
                e -> e.dispatch().equals(dispatch) && e.seq() == seq ? change.apply(e) : e);
    }

    void lose(UUID dispatch, int seq) {
        history.removeIf(e -> e.dispatch().equals(dispatch) && e.seq() == seq);
    }

    List<String> violations() {
        var facts =
                new Facts(
                        Duration.ofSeconds(3),
                        at(100),
                        tasks,
                        dispatches,
                        history,
                        earlier,
                        leases,
                        followUps,
                        words,
                        logs,
                        branches,
                        unblocked,
                        unrung,
                        started,
                        agentRuns,
                        left,
                        new Seen(renewals, waits, faults, notices));
        return Checker.check(facts).stream().map(Violation::toString).toList();
    }
}

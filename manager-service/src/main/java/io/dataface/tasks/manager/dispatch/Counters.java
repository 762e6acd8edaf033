package io.dataface.tasks.manager.dispatch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.dataface.tasks.manager.dispatch.Ends.End;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts failures in a row and opens a task's circuit, or keeps a worker off what keeps
/// failing to start there.
@Component
class Counters {
    private static final Set<Phase> SETUP = Set.of(Phase.PREPARING, Phase.CHECKING);

    private final JdbcClient jdbc;
    private final DispatchProperties.Retry limits;

    Counters(JdbcClient jdbc, DispatchProperties properties) {
        this.jdbc = jdbc;
        this.limits = properties.retry();
    }

    /// How a task's failures in a row stand after an end.
    ///
    /// @param why its circuit opens now; null: it does not
    /// @param open whether its circuit is open after it
    record Tally(int failures, int setups, int gone, @Nullable String why, boolean open) {}

    /// Counts this end.
    Tally tally(End end) {
        var task = end.task();
        var ending = end.ending();
        int failures = task.failures;
        int setups = task.setupFailures;
        int gone = task.goneWorkers;
        if (ending.state() == DispatchState.SUCCEEDED) {
            failures = 0;
            setups = 0;
            gone = 0;
        } else if (failedSetup(end)) {
            setups++;
        } else if (failed(ending)) {
            failures++;
            setups = 0;
            gone = 0;
        } else if (ending.state() == DispatchState.WORKER_GONE) {
            gone++;
        }
        boolean counts = failed(ending) || ending.state() == DispatchState.WORKER_GONE;
        var why = counts ? why(task, ending, failures, setups, gone) : null;
        boolean open = why != null || (task.circuitOpen() && counts);
        return new Tally(failures, setups, gone, why, open);
    }

    private @Nullable String why(TaskRow task, Ending ending, int failures, int setups, int gone) {
        if (task.halfOpen && failed(ending)) {
            return "the one more try failed";
        }
        if (failures >= limits.failures()) {
            return failures + " failures in a row";
        }
        if (setups >= limits.setupFailures()) {
            return setups + " runs in a row failed before their agent started";
        }
        return gone >= limits.goneWorkers() ? gone + " workers in a row were lost with it" : null;
    }

    private record Placement(
            @Nullable String worker, @Nullable String repository, @Nullable String agent) {}

    /// Keeps workers off what failed to start there, and lets them on again where an agent did.
    void countPlacements(List<End> ends) {
        var failed =
                ends.stream()
                        .filter(e -> failedSetup(e) && retried(e.ending()))
                        .collect(groupingBy(Counters::placement, counting()));
        if (!failed.isEmpty()) {
            jdbc.sql(
                            """
                            insert into placement_backoff as p (worker_name, repository, agent, failures, until)
                            select u.worker, u.repository, u.agent, u.failures,
                                   case when u.failures >= 2 then clock_timestamp() + interval '1 minute' * least(10, power(2, least(u.failures - 2, 10))) end
                            from unnest(:workers::text[], :repositories::text[], :agents::text[], :failures::int[])
                                as u(worker, repository, agent, failures)
                            on conflict (worker_name, repository, agent) do update set failures = p.failures + excluded.failures,
                                until = case when p.failures + excluded.failures >= 2 then clock_timestamp()
                                    + interval '1 minute' * least(10, power(2, least(p.failures + excluded.failures - 2, 10))) end
                            """)
                    .params(columns(failed.keySet()))
                    .param(
                            "failures",
                            failed.values().stream().map(Long::intValue).toArray(Integer[]::new))
                    .update();
        }
        var started =
                ends.stream()
                        .filter(e -> e.dispatch().agentAt != null && !failedSetup(e))
                        .map(Counters::placement)
                        .collect(toSet());
        if (!started.isEmpty()) {
            jdbc.sql(
                            """
                            delete from placement_backoff p
                            using unnest(:workers::text[], :repositories::text[], :agents::text[]) as u(worker, repository, agent)
                            where p.worker_name = u.worker and p.repository = u.repository and p.agent = u.agent
                            """)
                    .params(columns(started))
                    .update();
        }
    }

    private static Placement placement(End end) {
        var dispatch = end.dispatch();
        return new Placement(dispatch.workerName, dispatch.repository, dispatch.agent);
    }

    private static Map<String, Object> columns(Set<Placement> placements) {
        return Map.of(
                "workers", Columns.texts(placements, Placement::worker),
                "repositories", Columns.texts(placements, Placement::repository),
                "agents", Columns.texts(placements, Placement::agent));
    }

    /// What no other attempt can mend is the branch's trouble, not that of the worker.
    private static boolean retried(Ending ending) {
        return !Reasons.NOT_RETRIED.contains(String.valueOf(ending.reason()));
    }

    private static boolean failedSetup(End end) {
        return failed(end.ending()) && setup(end.dispatch(), end.ending());
    }

    private static boolean failed(Ending ending) {
        return switch (ending.state()) {
            case FAILED, STALLED, TIMED_OUT -> true;
            case QUEUED, LEASED, RUNNING, SUCCEEDED, INTERRUPTED, WORKER_GONE, CANCELLED -> false;
        };
    }

    private static boolean setup(DispatchRow dispatch, Ending ending) {
        return ending.phase() == null ? dispatch.agentAt == null : SETUP.contains(ending.phase());
    }
}

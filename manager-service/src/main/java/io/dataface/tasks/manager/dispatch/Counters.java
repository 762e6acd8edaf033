package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts failures in a row and opens a task's circuit, or keeps a worker off what keeps
/// failing to start there.
@Component
class Counters {
    private static final Set<Phase> SETUP = Set.of(Phase.PREPARING, Phase.CHECKING);
    private static final Set<String> SETTLED = Set.of(Reasons.BRANCH_EXISTS, Reasons.BRANCH_MOVED);

    private final JdbcClient jdbc;
    private final DispatchProperties.Retry limits;

    Counters(JdbcClient jdbc, DispatchProperties properties) {
        this.jdbc = jdbc;
        this.limits = properties.retry();
    }

    /// Counts this end; true: the task's circuit is open after it.
    boolean count(TaskRow task, DispatchRow dispatch, Ending ending) {
        boolean setup = failed(ending) && setup(dispatch, ending);
        int failures = task.failures;
        int setups = task.setupFailures;
        int gone = task.goneWorkers;
        if (ending.state() == DispatchState.SUCCEEDED) {
            failures = 0;
            setups = 0;
            gone = 0;
        } else if (setup) {
            setups++;
        } else if (failed(ending)) {
            failures++;
            setups = 0;
            gone = 0;
        } else if (ending.state() == DispatchState.WORKER_GONE) {
            gone++;
        }
        // What no other attempt can mend is the branch's trouble, not that of the worker.
        boolean placed = !Reasons.NOT_RETRIED.contains(String.valueOf(ending.reason()));
        if (setup ? placed : dispatch.agentAt != null) {
            countPlacement(dispatch, setup);
        }
        boolean counts = failed(ending) || ending.state() == DispatchState.WORKER_GONE;
        var why = counts ? why(task, ending, failures, setups, gone) : null;
        write(task, dispatch, ending, failures, setups, gone, why);
        return why != null || (task.circuitOpen() && counts);
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

    private void write(
            TaskRow task,
            DispatchRow dispatch,
            Ending ending,
            int failures,
            int setups,
            int gone,
            @Nullable String why) {
        boolean succeeded = ending.state() == DispatchState.SUCCEEDED;
        jdbc.sql(
                        """
                        update task set failures = :failures, setup_failures = :setups, gone_workers = :gone,
                            circuit_at = case when :opens then clock_timestamp() when :closes then null else circuit_at end,
                            circuit_reason = case when :opens then :why when :closes then null else circuit_reason end,
                            half_open = case when :opens or :closes then false else half_open end,
                            agent_started = agent_started or :agent,
                            unsettled_shas = case when :settled then '{}' else unsettled_shas end
                        where key = :task
                        """)
                .param("task", task.key)
                .param("failures", failures)
                .param("setups", setups)
                .param("gone", gone)
                .param("opens", why != null)
                .param("closes", succeeded)
                .param("why", why)
                .param("agent", dispatch.agentAt != null)
                .param("settled", succeeded || SETTLED.contains(String.valueOf(ending.reason())))
                .update();
    }

    private void countPlacement(DispatchRow dispatch, boolean failed) {
        jdbc.sql(
                        failed
                                ? """
                                insert into placement_backoff as p (worker_name, repository, agent, failures)
                                values (:worker, :repository, :agent, 1)
                                on conflict (worker_name, repository, agent) do update set failures = p.failures + 1,
                                    until = case when p.failures + 1 >= 2 then clock_timestamp()
                                        + interval '1 minute' * least(10, power(2, least(p.failures - 1, 10))) end
                                """
                                : """
                                delete from placement_backoff
                                where worker_name = :worker and repository = :repository and agent = :agent
                                """)
                .param("worker", dispatch.workerName)
                .param("repository", dispatch.repository)
                .param("agent", dispatch.agent)
                .update();
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

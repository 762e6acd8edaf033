package io.dataface.tasks.manager.dispatch;

import static io.dataface.tasks.model.DispatchState.CANCELLED;
import static io.dataface.tasks.model.DispatchState.FAILED;
import static io.dataface.tasks.model.DispatchState.INTERRUPTED;
import static io.dataface.tasks.model.DispatchState.LEASED;
import static io.dataface.tasks.model.DispatchState.QUEUED;
import static io.dataface.tasks.model.DispatchState.RUNNING;
import static io.dataface.tasks.model.DispatchState.STALLED;
import static io.dataface.tasks.model.DispatchState.SUCCEEDED;
import static io.dataface.tasks.model.DispatchState.TIMED_OUT;
import static io.dataface.tasks.model.DispatchState.WORKER_GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;

/// Every state with its exact set of moves, each tried on a row that really is in that state.
@ManagerIntegrationTest
@Import(Stage.class)
class MovesIntegrationTests {
    private static final Set<DispatchState> ENDS =
            Set.of(SUCCEEDED, FAILED, INTERRUPTED, STALLED, TIMED_OUT, WORKER_GONE, CANCELLED);
    private static final Map<DispatchState, Set<DispatchState>> MOVES =
            new EnumMap<>(
                    Map.of(
                            QUEUED, Set.of(LEASED, CANCELLED),
                            LEASED, Set.of(RUNNING, QUEUED, CANCELLED, WORKER_GONE),
                            RUNNING, ENDS));

    @Autowired Stage stage;
    @Autowired Expiry expiry;
    @Autowired TaskActions actions;

    /// A dispatch in some state, with the lease it has or had.
    private record Subject(long task, UUID id, LiveWorker worker, @Nullable Grant grant) {
        Grant lease() {
            return grant == null
                    ? new Grant(
                            id,
                            -1,
                            0,
                            io.dataface.tasks.model.DispatchKind.START,
                            1,
                            "",
                            "",
                            "",
                            "",
                            new Grant.Target("", "", null),
                            "",
                            null,
                            null,
                            java.util.List.of(),
                            "",
                            "",
                            null,
                            true,
                            java.util.List.of())
                    : grant;
        }
    }

    @ParameterizedTest
    @EnumSource(DispatchState.class)
    void aStateHasExactlyItsMoves(DispatchState from) {
        var expected = MOVES.getOrDefault(from, Set.of());
        assertThat(from.moves()).isEqualTo(expected);
        for (DispatchState to : DispatchState.values()) {
            var subject = in(from);
            attempt(subject, to);
            assertThat(stage.state(subject.id()))
                    .as("%s to %s", from, to)
                    .isEqualTo(expected.contains(to) ? to : from);
        }
    }

    @Test
    void theTableRefusesASecondLiveDispatchOfATask() {
        var subject = in(RUNNING);

        assertThatThrownBy(
                        () ->
                                stage.jdbc
                                        .sql(
                                                """
                                                insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                                                values (:id, :task, 99, 'START', 'QUEUED', 2, 'x')
                                                """)
                                        .param("id", UUID.randomUUID())
                                        .param("task", subject.task())
                                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("dispatch_one_live");
    }

    @ParameterizedTest
    @EnumSource(DispatchState.class)
    void theTableRefusesAStateWithoutItsFacts(DispatchState state) {
        var subject = in(QUEUED);

        if (state == QUEUED) {
            assertRefused(subject, "update dispatch set token = 1 where id = :id");
        } else if (state == CANCELLED) {
            assertRefused(subject, "update dispatch set state = 'CANCELLED' where id = :id");
        } else {
            assertRefused(subject, "update dispatch set state = '" + state + "' where id = :id");
        }
    }

    private void assertRefused(Subject subject, String sql) {
        assertThatThrownBy(() -> stage.jdbc.sql(sql).param("id", subject.id()).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private Subject in(DispatchState state) {
        String plan = stage.plan("manual");
        long task = stage.task(plan, "t");
        var worker = stage.worker(plan, 1);
        UUID id = stage.kickOff(task);
        if (state == QUEUED) {
            return new Subject(task, id, worker, null);
        }
        if (state == CANCELLED) {
            actions.cancel(task, "ann");
            return new Subject(task, id, worker, null);
        }
        var grant = stage.claimOne(worker);
        var subject = new Subject(task, id, worker, grant);
        if (state != LEASED) {
            stage.renew(worker, grant, Phase.PREPARING);
            if (state != RUNNING) {
                attempt(subject, state);
            }
        }
        assertThat(stage.state(id)).isEqualTo(state);
        return subject;
    }

    /// Does what brings that move about, as a worker, the sweep or a person would.
    private void attempt(Subject s, DispatchState to) {
        switch (to) {
            case QUEUED -> stage.report(s.worker(), s.lease(), Outcome.HAND_BACK, null);
            case LEASED -> stage.claim(s.worker(), 1);
            case RUNNING -> stage.renew(s.worker(), s.lease(), Phase.PREPARING);
            case SUCCEEDED -> stage.succeed(s.worker(), s.lease(), "a1b2");
            case FAILED -> stage.report(s.worker(), s.lease(), Outcome.FAILED, "exit");
            case INTERRUPTED ->
                    stage.report(s.worker(), s.lease(), Outcome.INTERRUPTED, "operator");
            case STALLED -> stage.report(s.worker(), s.lease(), Outcome.STALLED, "silent");
            case TIMED_OUT -> stage.report(s.worker(), s.lease(), Outcome.TIMED_OUT, "run");
            case WORKER_GONE -> {
                stage.age(s.id(), Duration.ofHours(1));
                expiry.expire(s.id());
            }
            case CANCELLED -> {
                if (s.grant() != null) {
                    stage.report(s.worker(), s.grant(), Outcome.CANCELLED, null);
                } else if (stage.state(s.id()) == QUEUED) {
                    actions.takeOut(s.id(), "ann");
                } else {
                    assertThatThrownBy(() -> actions.takeOut(s.id(), "ann"))
                            .isInstanceOf(ApiException.class);
                }
            }
        }
    }
}

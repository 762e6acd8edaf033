package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Which locks each move takes, and in which order.
@ManagerIntegrationTest
@Import(Stage.class)
class LocksIntegrationTests {
    @Autowired Stage stage;
    @Autowired Renewals renewals;
    @Autowired Claims claims;
    @Autowired TaskActions actions;
    @Autowired PlatformTransactionManager transactions;

    private String plan = "";

    @BeforeEach
    void aPlan() {
        plan = stage.plan("manual");
    }

    @Test
    void anAcknowledgementWaitsForTheTaskBeforeItTouchesTheDispatch() throws Exception {
        long task = stage.task(plan, "t");
        var worker = stage.worker(plan, 1);
        stage.kickOff(task);
        var grant = stage.running(worker);
        actions.interrupt(task, "ann");
        var command = stage.renew(worker, grant, Phase.AGENT).commands().getFirst();

        var renewal =
                whileLocked(
                        task,
                        () ->
                                stage.renew(
                                        worker,
                                        grant,
                                        Phase.COMMITTING,
                                        null,
                                        List.of(command.id())),
                        "update dispatch set priority = 1 where task_key = :task");

        assertThat(renewal.gone()).isFalse();
        assertThat(renewal.commands()).isEmpty();
    }

    @Test
    void aGateThatMeetsACancelIsShut() throws Exception {
        long task = stage.task(plan, "t");
        var worker = stage.worker(plan, 1);
        stage.kickOff(task);
        var grant = stage.running(worker);

        var gate =
                whileLocked(
                        task,
                        () -> stage.renew(worker, grant, Phase.PUSHING, "beef", List.of()),
                        """
                        update dispatch set request = 'CANCEL', request_id = gen_random_uuid(),
                            request_at = clock_timestamp(), request_by = 'ann' where task_key = :task
                        """);

        assertThat(gate.commands()).hasSize(1);
        assertThat(stage.events(grant.dispatchId())).noneMatch(e -> e.startsWith("push_gate"));
    }

    @Test
    void aTaskThatIsGoneBetweenLookAndLeaseIsNotLeased() throws Exception {
        long task = stage.task(plan, "t");
        stage.kickOff(task);
        var worker = stage.worker(plan, 1);
        var looked = new TransactionTemplate(transactions);
        looked.executeWithoutResult(
                s -> {
                    stage.jdbc
                            .sql("update task set gone_at = clock_timestamp() where key = :t")
                            .param("t", task)
                            .update();
                    assertThat(inThread(() -> stage.claim(worker, 1))).as("locked").isEmpty();
                });

        assertThat(stage.claim(worker, 1)).isEmpty();
    }

    @Test
    void renewalsResultsAndRequestsOfTwoWorkersNeverBlockEachOther() throws Exception {
        int tasks = 12;
        var keys = new ArrayList<Long>();
        for (int i = 0; i < tasks; i++) {
            keys.add(stage.task(plan, "t" + i));
            stage.kickOff(keys.getLast());
        }
        var one = stage.worker(plan, tasks);
        var two = stage.worker(plan, tasks);
        var held =
                claims.claim(
                        List.of(
                                new Claims.Request(one, tasks / 2),
                                new Claims.Request(two, tasks / 2)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<@Nullable Object>>();
            for (int i = 0; i < 2; i++) {
                var worker = i == 0 ? one : two;
                var grants = held.get(i);
                calls.add(() -> renewThrough(worker, grants));
                calls.add(() -> renewThrough(worker, grants.reversed()));
            }
            calls.add(
                    () -> {
                        keys.reversed().forEach(key -> actions.interrupt(key, "ann"));
                        return null;
                    });
            for (var call : threads.invokeAll(calls)) {
                call.get(30, TimeUnit.SECONDS);
            }
            var results = new ArrayList<Callable<@Nullable Object>>();
            for (int i = 0; i < 2; i++) {
                var worker = i == 0 ? one : two;
                var grants = held.get(i);
                results.add(() -> renewThrough(worker, grants));
                grants.forEach(
                        g ->
                                results.add(
                                        () ->
                                                stage.report(
                                                        worker,
                                                        g,
                                                        Outcome.INTERRUPTED,
                                                        "operator")));
            }
            for (var call : threads.invokeAll(results)) {
                call.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(stage.latest(key)).containsEntry("state", "INTERRUPTED"));
    }

    private List<Renewed> renewThrough(LiveWorker worker, List<Grant> grants) {
        var answers = new ArrayList<Renewed>();
        for (Phase phase : Phase.values()) {
            var commands =
                    answers.isEmpty()
                            ? List.<java.util.UUID>of()
                            : answers.getLast().leases().stream()
                                    .flatMap(l -> l.commands().stream())
                                    .map(Renewed.Command::id)
                                    .toList();
            var lines =
                    grants.stream()
                            .map(
                                    g ->
                                            new Renewal.Line(
                                                    g.dispatchId(),
                                                    g.token(),
                                                    phase,
                                                    phase == Phase.PUSHING ? "beef" : null,
                                                    0,
                                                    commands))
                            .toList();
            answers.add(renewals.renew(worker, lines));
        }
        return answers;
    }

    /// Holds the task's lock until the call waits for it, then runs the statement, as a move
    /// would,
    /// and lets go.
    private <T> T whileLocked(long task, Callable<T> call, String statement) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> waiting =
                    new TransactionTemplate(transactions)
                            .execute(status -> underLock(threads, task, call, statement));
            return waiting.get(20, TimeUnit.SECONDS);
        }
    }

    private <T> Future<T> underLock(
            ExecutorService threads, long task, Callable<T> call, String statement) {
        stage.jdbc
                .sql("select key from task where key = :task for update")
                .param("task", task)
                .query((row, n) -> n)
                .list();
        Future<T> waiting = threads.submit(call);
        await().atMost(java.time.Duration.ofSeconds(10)).until(this::someoneWaits);
        stage.jdbc.sql(statement).param("task", task).update();
        return waiting;
    }

    private boolean someoneWaits() {
        return stage.jdbc
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private static <T> T inThread(Callable<T> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(call).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

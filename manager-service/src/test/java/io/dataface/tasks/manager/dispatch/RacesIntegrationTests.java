package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Interleaving.Act;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// People and workers who act on one task at once: 200 orders of their statements each.
@RaceTest
class RacesIntegrationTests {
    private static final String HEAD = "cafe0000cafe0000cafe0000cafe0000cafe0000";

    @Autowired Stage stage;
    @Autowired Races races;
    @Autowired TaskActions actions;

    @Test
    void cancelAgainstCompletion() {
        races.each(
                "manual",
                List.of(
                        "CANCELLED, asked in time",
                        "SUCCEEDED, asked after the gate",
                        "SUCCEEDED, nothing left to cancel",
                        "SUCCEEDED, its continuation taken out",
                        "FAILED, asked in time",
                        "FAILED, its retry taken out"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    var first = stage.kickOff(task);
                    var grant = stage.running(worker);
                    boolean followed = race.random.nextInt(3) == 0;
                    if (followed) {
                        actions.followUp(task, "and tests", false, "bob");
                    }
                    boolean fails = race.flip();

                    var came =
                            race.play(
                                    new Act(
                                            "worker",
                                            () ->
                                                    fails
                                                            ? stage.fail(worker, grant)
                                                            : stage.finish(worker, grant, HEAD)),
                                    new Act("ann", () -> actions.cancel(task, "ann")));

                    assertThat(came.getFirst().ok()).isTrue();
                    assertThat(came.getFirst().as(ResultAnswers.Line.class).accepted()).isTrue();
                    race.holds();
                    var cancel = came.getLast();
                    var state = stage.state(first);
                    assertThat(stage.latest(task).get("ended_at"))
                            .as("nothing is live")
                            .isNotNull();
                    if (cancel.ok()) {
                        assertThat(stage.pending(task)).isZero();
                        return state
                                + (first.equals(cancel.as(UUID.class))
                                        ? state == DispatchState.SUCCEEDED
                                                ? ", asked after the gate"
                                                : ", asked in time"
                                        : fails
                                                ? ", its retry taken out"
                                                : ", its continuation taken out");
                    }
                    assertThat(cancel.code()).isEqualTo("nothing_live");
                    assertThat(followed).isFalse();
                    return state + ", nothing left to cancel";
                });
    }

    @Test
    void cancelAgainstTheEndOfTheLease() {
        races.some(
                "manual",
                List.of(
                        "CANCELLED, asked in time",
                        "SUCCEEDED, asked after the gate",
                        "SUCCEEDED, nothing left to cancel",
                        "WORKER_GONE, its retry taken out"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    var first = stage.kickOff(task);
                    var grant = race.flip() ? stage.running(worker) : stage.claimOne(worker);
                    stage.age(first, java.time.Duration.ofMinutes(1));

                    var came =
                            race.play(
                                    new Act("sweep", () -> races.expire(first)),
                                    new Act("ann", () -> actions.cancel(task, "ann")),
                                    new Act("worker", () -> stage.finish(worker, grant, HEAD)));

                    race.holds();
                    var cancel = came.get(1);
                    var state = stage.state(first);
                    assertThat(stage.latest(task).get("ended_at"))
                            .as("nothing is live")
                            .isNotNull();
                    if (!cancel.ok()) {
                        assertThat(cancel.code()).isEqualTo("nothing_live");
                        return state + ", nothing left to cancel";
                    }
                    return switch (state) {
                        case WORKER_GONE -> state + ", its retry taken out";
                        case SUCCEEDED -> state + ", asked after the gate";
                        default -> state + ", asked in time";
                    };
                });
    }

    @Test
    void twoCancels() {
        races.each(
                "manual",
                List.of(
                        "QUEUED: one takes it out, the other finds nothing",
                        "QUEUED: one takes it out after its lease was refused",
                        "QUEUED: leased first, asked once",
                        "LEASED: asked once",
                        "RUNNING: asked once"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    var first = stage.kickOff(task);
                    var from =
                            race.any(
                                    DispatchState.QUEUED,
                                    DispatchState.LEASED,
                                    DispatchState.RUNNING);
                    var held = new ArrayList<Grant>();
                    switch (from) {
                        case LEASED -> held.add(stage.claimOne(worker));
                        case RUNNING -> held.add(stage.running(worker));
                        default -> {}
                    }

                    var acts = new ArrayList<Act>();
                    acts.add(new Act("ann", () -> actions.cancel(task, "ann")));
                    acts.add(new Act("bob", () -> actions.cancel(task, "bob")));
                    if (from == DispatchState.QUEUED && race.flip()) {
                        acts.add(new Act("claim", () -> held.addAll(stage.claim(worker, 1))));
                    }
                    var came = race.play(acts.toArray(Act[]::new));

                    race.holds();
                    long accepted = came.stream().limit(2).filter(Races.Came::ok).count();
                    if (held.isEmpty()) {
                        assertThat(accepted).isEqualTo(1);
                        assertThat(stage.state(first)).isEqualTo(DispatchState.CANCELLED);
                        return acts.size() == 2
                                ? "QUEUED: one takes it out, the other finds nothing"
                                : "QUEUED: one takes it out after its lease was refused";
                    }
                    assertThat(accepted).isEqualTo(2);
                    assertThat(stage.events(first))
                            .filteredOn("cancel_requested"::equals)
                            .hasSize(1);
                    stage.confirmCancel(worker, held.getFirst());
                    race.holds();
                    assertThat(stage.state(first)).isEqualTo(DispatchState.CANCELLED);
                    return from
                            + (from == DispatchState.QUEUED
                                    ? ": leased first, asked once"
                                    : ": asked once");
                });
    }

    @Test
    void followUpAgainstCompletion() {
        races.each(
                "branch_pushed",
                List.of(
                        "SUCCEEDED, all carried",
                        "SUCCEEDED, refused: the task is completed",
                        "FAILED, all carried",
                        "no_changes, all carried"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    var first = stage.kickOff(task);
                    var grant = stage.running(worker);
                    var ends = race.any("SUCCEEDED", "SUCCEEDED", "FAILED", "no_changes");
                    boolean interrupts = race.random.nextInt(4) == 0;

                    var came =
                            race.play(
                                    new Act(
                                            "worker",
                                            () ->
                                                    switch (ends) {
                                                        case "SUCCEEDED" ->
                                                                stage.finish(worker, grant, HEAD);
                                                        case "FAILED" -> stage.fail(worker, grant);
                                                        default ->
                                                                stage.report(
                                                                        worker,
                                                                        grant,
                                                                        Outcome.FAILED,
                                                                        Reasons.NO_CHANGES);
                                                    }),
                                    new Act(
                                            "ann",
                                            () ->
                                                    actions.followUp(
                                                            task, "and tests", interrupts, "ann")),
                                    new Act(
                                            "bob",
                                            () ->
                                                    actions.followUp(
                                                            task, "and docs", false, "bob")));

                    race.holds();
                    var noted =
                            came.stream()
                                    .skip(1)
                                    .filter(Races.Came::ok)
                                    .map(c -> c.as(UUID.class))
                                    .toList();
                    came.stream()
                            .filter(c -> !c.ok())
                            .forEach(c -> assertThat(c.code()).isEqualTo("task_closed"));
                    assertThat(stage.pending(task)).isEqualTo(noted.size());
                    if (noted.isEmpty()) {
                        assertThat(stage.row(task).get("completed_at")).isNotNull();
                        assertThat(stage.latestId(task)).isEqualTo(first);
                        return "SUCCEEDED, refused: the task is completed";
                    }
                    assertThat(stage.row(task).get("completed_at")).isNull();
                    assertThat(stage.latest(task))
                            .containsEntry("state", "QUEUED")
                            .containsEntry("previous_id", first);
                    stage.due(task);
                    var next = stage.running(worker);
                    assertThat(next.followUps()).containsExactlyInAnyOrderElementsOf(noted);
                    assertThat(stage.pending(task)).isZero();
                    race.holds();
                    return ends + ", all carried";
                });
    }

    @Test
    void followUpAgainstAClaim() {
        races.some(
                "manual",
                List.of("carried by this run", "left for the next run"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    stage.kickOff(task);
                    var held = new ArrayList<Grant>();

                    var came =
                            race.play(
                                    new Act("worker", () -> held.addAll(stage.tryRunning(worker))),
                                    new Act(
                                            "ann",
                                            () ->
                                                    actions.followUp(
                                                            task, "and tests", false, "ann")));

                    if (held.isEmpty()) {
                        held.add(stage.running(worker));
                    }
                    race.holds();
                    var noted = came.getLast().as(UUID.class);
                    var grant = held.getFirst();
                    boolean carried = grant.followUps().contains(noted);
                    assertThat(stage.pending(task)).isEqualTo(carried ? 0 : 1);
                    stage.succeed(worker, grant, HEAD);
                    race.holds();
                    assertThat(stage.latestId(task).equals(grant.dispatchId())).isEqualTo(carried);
                    return carried ? "carried by this run" : "left for the next run";
                });
    }

    @Test
    void retryAgainstTheAutomaticRetry() {
        races.each(
                "manual",
                List.of(
                        "FAILED: too early, the automatic one waits",
                        "FAILED: one made due now",
                        "FAILED: one leased",
                        "WORKER_GONE: too early, the automatic one waits",
                        "WORKER_GONE: one made due now",
                        "WORKER_GONE: one leased",
                        "no_changes: too early, none",
                        "no_changes: one made due now",
                        "no_changes: one leased"),
                race -> {
                    long task = race.task;
                    var worker = race.worker;
                    var other = race.other;
                    var first = stage.kickOff(task);
                    var grant = stage.running(worker);
                    var ends = race.any("FAILED", "WORKER_GONE", "no_changes");
                    stage.age(first, java.time.Duration.ofMinutes(1));
                    var held = new ArrayList<Grant>();

                    var came =
                            race.play(
                                    new Act("ann", () -> actions.retry(task, "ann")),
                                    new Act("bob", () -> actions.retry(task, "bob")),
                                    new Act(
                                            "end",
                                            () ->
                                                    switch (ends) {
                                                        case "FAILED" -> stage.fail(worker, grant);
                                                        case "WORKER_GONE" -> races.expire(first);
                                                        default ->
                                                                stage.report(
                                                                        worker,
                                                                        grant,
                                                                        Outcome.FAILED,
                                                                        Reasons.NO_CHANGES);
                                                    }),
                                    new Act("claim", () -> held.addAll(stage.claim(other, 1))));

                    race.holds();
                    var accepted =
                            came.stream()
                                    .limit(2)
                                    .filter(Races.Came::ok)
                                    .map(c -> c.as(UUID.class))
                                    .distinct()
                                    .toList();
                    assertThat(came.get(2).ok()).isTrue();
                    came.stream()
                            .limit(2)
                            .filter(c -> !c.ok())
                            .forEach(c -> assertThat(c.code()).isEqualTo("not_failed"));
                    var last = stage.latest(task);
                    if (accepted.isEmpty() && ends.equals("no_changes")) {
                        assertThat(last.get("id")).isEqualTo(first);
                        return ends + ": too early, none";
                    }
                    assertThat(last)
                            .containsEntry("attempt", 2)
                            .containsEntry("previous_id", first);
                    if (accepted.isEmpty()) {
                        assertThat(held).isEmpty();
                        assertThat(stage.blockers(stage.latestId(task)))
                                .containsExactly("not_before");
                        return ends + ": too early, the automatic one waits";
                    }
                    assertThat(accepted).containsExactly(stage.latestId(task));
                    if (held.isEmpty()) {
                        assertThat(stage.blockers(stage.latestId(task))).isEmpty();
                        return ends + ": one made due now";
                    }
                    assertThat(last).containsEntry("state", "LEASED");
                    return ends + ": one leased";
                });
    }
}

package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Interleaving.Act;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.Workers;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What workers report while people, the plan's limits and the lease's end act on the same
/// task:
/// 200 orders of their statements each.
@RaceTest
class WorkerRacesIntegrationTests {
    private static final String HEAD = "cafe0000cafe0000cafe0000cafe0000cafe0000";

    @Autowired Stage stage;
    @Autowired Races races;
    @Autowired TaskActions actions;
    @Autowired Workers workers;
    @Autowired Claims claims;
    @Autowired Regrants regrants;
    @Autowired LeaseController controller;

    @Test
    void drainAgainstAPoll() {
        races.each(
                "manual",
                List.of(
                        "told to drain, got nothing",
                        "met the drain in its claim, got nothing",
                        "leased before the drain, handed back"),
                race -> {
                    var first = stage.kickOff(race.task);
                    var worker = stage.worker(race.plan, 1);
                    boolean whole = race.random.nextInt(5) == 0;

                    var came =
                            race.play(
                                    new Act(
                                            "worker",
                                            () -> whole ? wholePoll(worker) : poll(worker)),
                                    new Act(
                                            "ann",
                                            () -> workers.findDrained(worker.name(), "ann")));

                    assertThat(came).allMatch(Races.Came::ok);
                    race.holds();
                    var polled = came.getFirst().as(Polled.class);
                    var again = controller.poll(worker.id(), "0s", 0, new Poll(List.of()));
                    assertThat(again.drain()).isTrue();
                    assertThat(again.grants()).hasSizeGreaterThanOrEqualTo(polled.grants().size());
                    assertThat(stage.state(first))
                            .as("what the last poll does not name is not leased")
                            .isEqualTo(
                                    again.grants().isEmpty()
                                            ? DispatchState.QUEUED
                                            : DispatchState.LEASED);
                    for (var grant : again.grants()) {
                        assertThat(stage.handBack(worker, grant).state())
                                .isEqualTo(DispatchState.QUEUED);
                        assertThat(stage.handBack(worker, grant).accepted())
                                .as("asked again")
                                .isTrue();
                    }
                    race.holds();
                    var next = stage.claimOne(race.other);
                    assertThat(next.dispatchId()).isEqualTo(first);
                    assertThat(next.attempt()).isEqualTo(1);
                    race.holds();
                    if (!again.grants().isEmpty()) {
                        assertThat(next.token()).isGreaterThan(again.grants().getFirst().token());
                        return "leased before the drain, handed back";
                    }
                    return polled.drain()
                            ? "told to drain, got nothing"
                            : "met the drain in its claim, got nothing";
                });
    }

    @Test
    void handBackAgainstACancel() {
        races.some(
                "manual",
                List.of(
                        "cancelled by the hand-back",
                        "handed back, then taken out",
                        "acknowledged first, cancelled by the worker"),
                race -> {
                    var first = stage.kickOff(race.task);
                    var worker = race.worker;
                    var grant = stage.claimOne(worker);
                    boolean late = race.random.nextInt(4) == 0;

                    var acts = new ArrayList<Act>();
                    acts.add(new Act("worker", () -> stage.handBack(worker, grant)));
                    acts.add(new Act("ann", () -> actions.cancel(race.task, "ann")));
                    if (late) {
                        acts.add(
                                new Act(
                                        "renewal",
                                        () -> stage.renew(worker, grant, Phase.PREPARING)));
                    }
                    var came = race.play(acts.toArray(Act[]::new));

                    assertThat(came).allMatch(Races.Came::ok);
                    race.holds();
                    if (!came.getFirst().as(ResultAnswers.Line.class).accepted()) {
                        stage.confirmCancel(worker, grant);
                        assertThat(stage.state(first)).isEqualTo(DispatchState.CANCELLED);
                        race.holds();
                        return "acknowledged first, cancelled by the worker";
                    }
                    assertThat(stage.state(first)).isEqualTo(DispatchState.CANCELLED);
                    assertThat(stage.latestId(race.task)).isEqualTo(first);
                    return stage.events(first).contains("handed_back")
                            ? "handed back, then taken out"
                            : "cancelled by the hand-back";
                });
    }

    @Test
    void theEndOfTheLeaseAgainstTheResult() {
        races.some(
                "manual",
                List.of("SUCCEEDED", "WORKER_GONE, the report is evidence"),
                race -> {
                    var first = stage.kickOff(race.task);
                    var grant = stage.running(race.worker);
                    stage.age(first, Duration.ofMinutes(1));

                    var came =
                            race.play(
                                    new Act("sweep", () -> races.expire(first)),
                                    new Act("sweep of another manager", () -> races.expire(first)),
                                    new Act(
                                            "worker",
                                            () -> stage.succeed(race.worker, grant, HEAD)),
                                    new Act(
                                            "the same again",
                                            () -> stage.succeed(race.worker, grant, HEAD)));

                    assertThat(came).allMatch(Races.Came::ok);
                    race.holds();
                    var report = came.get(2).as(ResultAnswers.Line.class);
                    assertThat(came.get(3).as(ResultAnswers.Line.class).accepted())
                            .isEqualTo(report.accepted());
                    if (report.accepted()) {
                        assertThat(stage.latestId(race.task)).isEqualTo(first);
                        assertThat(stage.row(race.task)).containsEntry("head_sha", HEAD);
                        return "SUCCEEDED";
                    }
                    assertThat(stage.events(first))
                            .filteredOn(e -> e.startsWith("late_report"))
                            .hasSize(1);
                    assertThat(stage.row(race.task)).containsEntry("head_sha", null);
                    assertThat(stage.latest(race.task))
                            .containsEntry("state", "QUEUED")
                            .containsEntry("attempt", 2);
                    return stage.state(first) + ", the report is evidence";
                });
    }

    @Test
    void aPushThatWasRejectedBecauseAPersonPushed() {
        races.each(
                "manual",
                List.of(
                        "told, left to a person",
                        "told, a person's wish is queued",
                        "lost, the next run finds its commit",
                        "lost, the next run finds a person's",
                        "lost and cancelled"),
                race -> {
                    var first = stage.kickOff(race.task);
                    var worker = race.worker;
                    var grant = stage.running(worker);
                    stage.renew(worker, grant, Phase.PUSHING, HEAD, List.of());
                    stage.age(first, Duration.ofMinutes(1));
                    var wish = race.any("none", "follow-up", "retry", "cancel");

                    var acts = new ArrayList<Act>();
                    acts.add(new Act("worker", () -> moved(worker, grant)));
                    acts.add(new Act("sweep", () -> races.expire(first)));
                    if (!wish.equals("none")) {
                        acts.add(new Act("ann", () -> wish(wish, race.task)));
                    }
                    var came = race.play(acts.toArray(Act[]::new));

                    race.holds();
                    boolean told = came.getFirst().as(ResultAnswers.Line.class).accepted();
                    var last = stage.latest(race.task);
                    boolean live = last.get("ended_at") == null;
                    if (told) {
                        assertThat(last.get("unreconciled")).isEqualTo(false);
                        assertThat(unsettled(race.task)).isEmpty();
                        boolean wished =
                                came.size() == 3 && came.get(2).ok() && !wish.equals("cancel");
                        assertThat(live).isEqualTo(wished);
                        return live ? "told, a person's wish is queued" : "told, left to a person";
                    }
                    assertThat(unsettled(race.task)).containsExactly(HEAD);
                    if (!live) {
                        assertThat(wish).isEqualTo("cancel");
                        return "lost and cancelled";
                    }
                    return nextRun(race);
                });
    }

    /// The run after one that was lost behind the gate knows its commit, and the remote
    /// decides.
    private String nextRun(Races.One race) {
        stage.due(race.task);
        var next = stage.claimOne(race.worker);
        assertThat(next.pushedShas()).containsExactly(HEAD);
        stage.renew(race.worker, next, Phase.PREPARING);
        if (race.flip()) {
            stage.report(
                    race.worker, next, Outcome.SUCCEEDED, Reasons.ADOPTED, Phase.PREPARING, HEAD);
            assertThat(stage.row(race.task)).containsEntry("head_sha", HEAD);
            assertThat(unsettled(race.task)).isEmpty();
            race.holds();
            return "lost, the next run finds its commit";
        }
        stage.report(
                race.worker, next, Outcome.FAILED, Reasons.BRANCH_MOVED, Phase.PREPARING, null);
        assertThat(stage.row(race.task)).containsEntry("head_sha", null);
        assertThat(unsettled(race.task)).isEmpty();
        race.holds();
        return "lost, the next run finds a person's";
    }

    @Test
    void aBranchThatExistsBeforeTheFirstAttempt() {
        races.each(
                "manual",
                List.of("left to a person", "one retry", "one start", "a follow-up's start"),
                race -> {
                    var first = stage.kickOff(race.task);
                    var worker = race.worker;
                    var grant = stage.claimOne(worker);
                    stage.renew(worker, grant, Phase.PREPARING);
                    var third = race.any("kickoff", "follow-up");

                    var came =
                            race.play(
                                    new Act(
                                            "worker",
                                            () ->
                                                    stage.report(
                                                            worker,
                                                            grant,
                                                            Outcome.FAILED,
                                                            Reasons.BRANCH_EXISTS,
                                                            Phase.PREPARING,
                                                            null)),
                                    new Act("ann", () -> actions.retry(race.task, "ann")),
                                    new Act("bob", () -> wish(third, race.task)));

                    race.holds();
                    assertThat(came.getFirst().as(ResultAnswers.Line.class).accepted()).isTrue();
                    assertThat(stage.state(first)).isEqualTo(DispatchState.FAILED);
                    assertThat(stage.row(race.task)).containsEntry("head_sha", null);
                    var last = stage.latest(race.task);
                    if (stage.latestId(race.task).equals(first)) {
                        assertThat(came.get(1).code()).isEqualTo("not_failed");
                        assertThat(third).isEqualTo("kickoff");
                        return "left to a person";
                    }
                    assertThat(last)
                            .containsEntry("number", 2)
                            .containsEntry("state", "QUEUED")
                            .containsEntry("kind", "START");
                    if (third.equals("follow-up")) {
                        assertThat(stage.pending(race.task)).isEqualTo(1);
                        return "a follow-up's start";
                    }
                    return Objects.equals(last.get("attempt"), 2) ? "one retry" : "one start";
                });
    }

    private Object wish(String wish, long task) {
        return switch (wish) {
            case "follow-up" -> actions.followUp(task, "take what Ann pushed", false, "ann");
            case "retry" -> actions.retry(task, "ann");
            case "cancel" -> actions.cancel(task, "ann");
            default -> actions.kickOff(task, null, "bob");
        };
    }

    private ResultAnswers.Line moved(LiveWorker worker, Grant grant) {
        return stage.report(
                worker, grant, Outcome.FAILED, Reasons.BRANCH_MOVED, Phase.PUSHING, null);
    }

    private List<String> unsettled(long task) {
        return stage.jdbc
                .sql("select unnest(unsettled_shas) from task where key = :task")
                .param("task", task)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private record Polled(List<Grant> grants, boolean drain) {}

    /// What a poll does, statement by statement, without the wait.
    private Polled poll(LiveWorker worker) {
        var heard = workers.findHeard(worker.id()).orElseThrow();
        if (heard.drain()) {
            claims.awaitPresent();
        }
        var again = regrants.of(worker.id(), List.of());
        if (!again.isEmpty() || heard.drain()) {
            return new Polled(again, heard.drain());
        }
        return new Polled(claims.claim(List.of(new Claims.Request(heard, 1))).getFirst(), false);
    }

    private Polled wholePoll(LiveWorker worker) {
        var polled = controller.poll(worker.id(), "0s", 1, new Poll(List.of()));
        return new Polled(polled.grants(), polled.drain());
    }
}

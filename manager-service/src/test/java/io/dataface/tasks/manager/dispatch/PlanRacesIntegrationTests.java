package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.plan.PlanEdits;
import io.dataface.tasks.manager.testing.Interleaving.Act;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.ResultAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A plan that changes while its tasks are queued and while they run: 200 orders of the
/// statements
/// each.
@RaceTest
class PlanRacesIntegrationTests {
    private static final String HEAD = "cafe0000cafe0000cafe0000cafe0000cafe0000";

    @Autowired Stage stage;
    @Autowired Races races;
    @Autowired PlanEdits edits;
    @Autowired StopAll stops;
    @Autowired Expiry expiry;

    /// What an edit does to a task's page, and the blocker that a queued run gets of it.
    private enum Edit {
        REWORDED(null),
        CANCELLED("task_cancelled"),
        COMPLETED("task_completed"),
        GONE("task_gone"),
        BROKEN("task_broken"),
        WITHOUT_OWNER("owner_unknown"),
        DEPENDENT("dependency");

        final @Nullable String blocker;

        Edit(@Nullable String blocker) {
            this.blocker = blocker;
        }

        @Nullable String page(String title) {
            return switch (this) {
                case REWORDED -> PlanRacesIntegrationTests.page(title, "", "The second version.");
                case CANCELLED ->
                        PlanRacesIntegrationTests.page(title, "status: cancelled\n", "Text.");
                case COMPLETED ->
                        PlanRacesIntegrationTests.page(title, "status: completed\n", "Text.");
                case GONE -> null;
                case BROKEN -> "---\ntitle: [\n---\n";
                case WITHOUT_OWNER ->
                        PlanRacesIntegrationTests.page(title, "owner: nobody\n", "Text.");
                case DEPENDENT ->
                        PlanRacesIntegrationTests.page(title, "depends_on: [base]\n", "Text.");
            };
        }

        boolean closes() {
            return this == CANCELLED || this == COMPLETED || this == GONE;
        }
    }

    private static String page(String title, String front, String text) {
        return "---\ntitle: %s\n%s---\n\n## Problem\n\n%s\n".formatted(title, front, text);
    }

    private static String path(String slug) {
        return "workstreams/ws/tasks/" + slug + ".md";
    }

    /// A plan of its own for each seed, for a pass reads all of a plan.
    private final class Planned {
        final String plan = stage.plan("branch_pushed");
        final Map<String, String> files = new HashMap<>();
        final long task;

        Planned() {
            files.put("workstreams/ws/index.md", "---\nslug: ws\ntitle: Ws\n---\n");
            files.put(path("base"), page("Base", "", "Text."));
            files.put(path("t"), page("T", "", "The first version."));
            edits.take(plan, files);
            task =
                    stage.jdbc
                            .sql("select key from task where plan_id = :plan and slug = 't'")
                            .param("plan", plan)
                            .query(Long.class)
                            .single();
        }

        @Nullable Object take(Edit edit) {
            var page = edit.page("T");
            if (page == null) {
                files.remove(path("t"));
            } else {
                files.put(path("t"), page);
            }
            edits.take(plan, files);
            return null;
        }
    }

    @Test
    void aPlanEditUnderAQueuedDispatch() {
        var outcomes = new ArrayList<String>();
        for (var edit : Edit.values()) {
            if (edit.blocker != null) {
                outcomes.add(edit + ", queued with its reason");
            }
            outcomes.add(edit + ", leased before");
        }
        outcomes.add("REWORDED, leased with the new text");
        races.each(
                "manual",
                outcomes,
                race -> {
                    var planned = new Planned();
                    var worker = stage.worker(planned.plan, 1);
                    var first = stage.kickOff(planned.task);
                    var edit = race.any(Edit.values());
                    var held = new ArrayList<Grant>();

                    var came =
                            race.play(
                                    new Act("plan", () -> planned.take(edit)),
                                    new Act("worker", () -> held.addAll(stage.claim(worker, 1))));

                    assertThat(came).allMatch(Races.Came::ok);
                    assertThat(race.broken(planned.task)).isEmpty();
                    if (held.isEmpty() && edit.blocker == null) {
                        held.addAll(stage.claim(worker, 1));
                    }
                    if (held.isEmpty()) {
                        assertThat(stage.blockers(first)).containsExactly(edit.blocker);
                        assertThat(stage.claim(worker, 1)).isEmpty();
                        settles(edit, planned.task);
                        return edit + ", queued with its reason";
                    }
                    var run = stage.latest(planned.task);
                    assertThat(run).containsEntry("state", "LEASED");
                    boolean old = String.valueOf(run.get("task_text")).contains("first version");
                    assertThat(held.getFirst().prompt())
                            .contains(old ? "first version" : "second version");
                    boolean stale =
                            !Objects.equals(
                                    run.get("text_hash"), stage.row(planned.task).get("text_hash"));
                    assertThat(stale)
                            .as("the hash is of the text that runs")
                            .isEqualTo(old && edit != Edit.GONE && edit != Edit.BROKEN);
                    stage.finish(worker, held.getFirst(), HEAD);
                    assertThat(race.broken(planned.task)).isEmpty();
                    return old ? edit + ", leased before" : edit + ", leased with the new text";
                });
    }

    /// What is queued for a closed task goes after 10 minutes; what is only blocked stays.
    private void settles(Edit edit, long task) {
        stage.jdbc
                .sql(
                        "update task set closed_at = closed_at - interval '11 minutes' where key ="
                                + " :task")
                .param("task", task)
                .update();
        stage.jdbc
                .sql(
                        "update dispatch set queued_at = queued_at - interval '11 minutes' where"
                                + " task_key = :task")
                .param("task", task)
                .update();
        expiry.cancelClosed();
        assertThat(stage.latest(task))
                .containsEntry("state", edit.closes() ? "CANCELLED" : "QUEUED");
    }

    @Test
    void aPlanEditUnderARunningDispatch() {
        var outcomes = new ArrayList<String>();
        for (var edit : Edit.values()) {
            outcomes.add(edit + ", SUCCEEDED");
            outcomes.add(edit + ", FAILED and retried");
            if (edit.closes()) {
                outcomes.add(edit + ", FAILED and left");
            }
        }
        races.each(
                "manual",
                outcomes,
                race -> {
                    var planned = new Planned();
                    var worker = stage.worker(planned.plan, 1);
                    var first = stage.kickOff(planned.task);
                    var grant = stage.running(worker);
                    var edit = race.any(Edit.values());
                    boolean fails = race.flip();

                    var came =
                            race.play(
                                    new Act("plan", () -> planned.take(edit)),
                                    new Act(
                                            "worker",
                                            () ->
                                                    fails
                                                            ? stage.fail(worker, grant)
                                                            : stage.finish(worker, grant, HEAD)));

                    assertThat(came).allMatch(Races.Came::ok);
                    assertThat(came.getLast().as(ResultAnswers.Line.class).accepted()).isTrue();
                    assertThat(race.broken(planned.task)).isEmpty();
                    var last = stage.latest(planned.task);
                    if (!fails) {
                        assertThat(stage.state(first)).isEqualTo(DispatchState.SUCCEEDED);
                        assertThat(last.get("id")).isEqualTo(first);
                        assertThat(stage.row(planned.task))
                                .containsEntry("head_sha", HEAD)
                                .containsEntry("status", "completed");
                        return edit + ", SUCCEEDED";
                    }
                    assertThat(stage.state(first)).isEqualTo(DispatchState.FAILED);
                    if (Objects.equals(last.get("id"), first)) {
                        assertThat(edit.closes()).isTrue();
                        return edit + ", FAILED and left";
                    }
                    assertThat(last).containsEntry("state", "QUEUED");
                    if (edit.closes()) {
                        assertThat(stage.blockers(stage.latestId(planned.task)))
                                .contains(Objects.requireNonNull(edit.blocker));
                        settles(edit, planned.task);
                    }
                    return edit + ", FAILED and retried";
                });
    }

    @Test
    void everythingIsStoppedWhileThePlanChangesAndAWorkerClaims() {
        races.some(
                "manual",
                List.of("stays queued", "leased, and asked to stop"),
                race -> {
                    var planned = new Planned();
                    var worker = stage.worker(planned.plan, 1);
                    var first = stage.kickOff(planned.task);
                    var held = new ArrayList<Grant>();

                    var came =
                            race.play(
                                    new Act("ann", () -> stop(planned.plan)),
                                    new Act("plan", () -> planned.take(Edit.REWORDED)),
                                    new Act("worker", () -> held.addAll(stage.claim(worker, 1))));

                    assertThat(came).allMatch(Races.Came::ok);
                    assertThat(race.broken(planned.task)).isEmpty();
                    if (held.isEmpty()) {
                        assertThat(stage.blockers(first)).containsExactly("paused");
                        return "stays queued";
                    }
                    assertThat(stage.latest(planned.task))
                            .containsEntry("state", "LEASED")
                            .containsEntry("request", "STOP");
                    return "leased, and asked to stop";
                });
    }

    private String stop(String plan) {
        stops.stop(plan, null, "ann");
        return plan;
    }
}

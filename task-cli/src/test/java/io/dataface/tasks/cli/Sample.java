package io.dataface.tasks.cli;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.DeadLetterView;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.PlanView;
import io.dataface.tasks.model.api.SignalView;
import io.dataface.tasks.model.api.StatusView;
import io.dataface.tasks.model.api.TaskView;
import io.dataface.tasks.model.api.WorkerView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Answers of a manager for a small plan.
final class Sample {
    static final UUID RUN = UUID.fromString("0198f0aa-1111-7000-8000-000000000001");
    static final String SHA = "4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0";
    static final Instant EARLIER = CommandRun.NOW.minusSeconds(180);

    private Sample() {}

    static DispatchView run(DispatchState state) {
        return run(state, 1, null, 0);
    }

    static DispatchView run(
            DispatchState state, int number, @Nullable String reason, long logLength) {
        boolean ended = state.terminal();
        return new DispatchView(
                RUN,
                "demo",
                "APP-FIX_LOGIN",
                number,
                DispatchKind.START,
                state,
                1,
                "p1",
                state == DispatchState.RUNNING ? Phase.AGENT : null,
                EARLIER,
                "ada",
                EARLIER,
                state == DispatchState.QUEUED ? null : EARLIER,
                state == DispatchState.QUEUED ? null : EARLIER,
                ended ? CommandRun.NOW : null,
                state == DispatchState.QUEUED ? null : "worker-1",
                "demo",
                "app",
                "task/fix-login",
                "abc",
                "def",
                state == DispatchState.SUCCEEDED ? SHA : null,
                null,
                reason,
                reason == null ? null : "the agent ended with 1",
                null,
                null,
                null,
                null,
                null,
                logLength);
    }

    static TaskView task(String slug, String state, @Nullable DispatchView dispatch) {
        return task(slug, state, dispatch, List.of(), List.of());
    }

    static TaskView task(
            String slug,
            String state,
            @Nullable DispatchView dispatch,
            List<BlockerView> blockers,
            List<SignalView> signals) {
        return new TaskView(
                "APP-" + slug.toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
                "demo",
                slug,
                "Fix the login of everybody who has ever forgotten a password",
                "not_started",
                "not_started",
                state,
                "idle",
                "p1",
                "app",
                "m1-pilot",
                null,
                "engineer",
                "ada",
                null,
                List.of("APP-SETUP"),
                "app",
                "task/" + slug,
                SHA,
                null,
                null,
                null,
                null,
                null,
                "workstreams/app/tasks/" + slug,
                List.of("kickoff"),
                blockers,
                signals,
                dispatch);
    }

    static <T> Page<T> page(List<T> items) {
        return new Page<>(items, null);
    }

    static PlanView plan() {
        return new PlanView(
                "demo", "Demo", "/plan", "abc", false, 3, EARLIER, null, 2, false, null, null,
                List.of());
    }

    static WorkerView worker() {
        return new WorkerView(
                UUID.fromString("0198f0aa-2222-7000-8000-000000000001"),
                "worker-1",
                "host",
                "default",
                "alive",
                2,
                1,
                List.of("demo"),
                List.of(),
                "0.1.0",
                EARLIER,
                CommandRun.NOW,
                List.of("APP-FIX_LOGIN"));
    }

    static DeadLetterView deadLetter() {
        return new DeadLetterView(
                UUID.fromString("0198f0aa-3333-7000-8000-000000000001"),
                "default",
                "17",
                Map.of("dispatch", "nonsense"),
                3,
                "its attribute \"dispatch\" is \"nonsense\", not a UUID",
                EARLIER,
                EARLIER);
    }

    static StatusView status() {
        return new StatusView(
                plan(),
                List.of(
                        task(
                                "broken",
                                "IDLE",
                                run(DispatchState.FAILED, 1, "exit", 0),
                                List.of(),
                                List.of(
                                        new SignalView(
                                                "dispatch_failed",
                                                "person",
                                                "the agent ended with 1",
                                                EARLIER)))),
                List.of(task("fix-login", "RUNNING", run(DispatchState.RUNNING))),
                List.of(),
                List.of(
                        task(
                                "add-search",
                                "WAITING",
                                run(DispatchState.QUEUED),
                                List.of(
                                        new BlockerView(
                                                "dependency",
                                                "waits for APP-SETUP",
                                                null,
                                                "APP-SETUP")),
                                List.of())),
                List.of(),
                List.of(worker()),
                0);
    }
}

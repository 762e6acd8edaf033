package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.view.DispatchViews;
import io.dataface.tasks.manager.view.FollowUpViews;
import io.dataface.tasks.manager.view.TaskRefs;
import io.dataface.tasks.manager.view.TaskViews;
import io.dataface.tasks.manager.web.Actor;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.FollowUpRequest;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.ReviewRequest;
import io.dataface.tasks.model.api.TaskView;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people may do to a task.
@RestController
@RequestMapping("/api/v1/tasks/{task}")
class TaskActionController {
    private static final int LONGEST = 100_000;

    private final TaskRefs refs;
    private final TaskActions actions;
    private final Reviews reviews;
    private final TaskViews tasks;
    private final DispatchViews dispatches;
    private final FollowUpViews followUps;

    TaskActionController(
            TaskRefs refs,
            TaskActions actions,
            Reviews reviews,
            TaskViews tasks,
            DispatchViews dispatches,
            FollowUpViews followUps) {
        this.refs = refs;
        this.actions = actions;
        this.reviews = reviews;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.followUps = followUps;
    }

    @PostMapping("/retry")
    ResponseEntity<DispatchView> retry(
            @PathVariable String task, @RequestParam @Nullable String plan, Actor actor) {
        return accepted(dispatches.byId(actions.retry(refs.key(plan, task), actor.name())));
    }

    /// 200 when what was queued is cancelled, 202 while the worker has to confirm.
    @PostMapping("/cancel")
    ResponseEntity<DispatchView> cancel(
            @PathVariable String task, @RequestParam @Nullable String plan, Actor actor) {
        var dispatch = dispatches.byId(actions.cancel(refs.key(plan, task), actor.name()));
        return dispatch.state() == DispatchState.CANCELLED
                ? ResponseEntity.ok(dispatch)
                : accepted(dispatch);
    }

    @PostMapping("/interrupt")
    ResponseEntity<DispatchView> interrupt(
            @PathVariable String task, @RequestParam @Nullable String plan, Actor actor) {
        return accepted(dispatches.byId(actions.interrupt(refs.key(plan, task), actor.name())));
    }

    @PostMapping("/follow-ups")
    ResponseEntity<FollowUpView> followUp(
            @PathVariable String task,
            @RequestParam @Nullable String plan,
            @RequestBody FollowUpRequest request,
            Actor actor) {
        if (request.text().isBlank() || request.text().length() > LONGEST) {
            throw ApiException.badRequest(
                    "bad_text", "/text", "a follow-up has 1 to " + LONGEST + " characters");
        }
        boolean interrupt = Boolean.TRUE.equals(request.interrupt());
        long key = refs.key(plan, task);
        var id = actions.followUp(key, request.text(), interrupt, actor.name());
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/tasks/" + tasks.byKey(key).id() + "/follow-ups"))
                .body(followUps.byId(id));
    }

    @PostMapping("/accept")
    TaskView accept(
            @PathVariable String task,
            @RequestParam @Nullable String plan,
            @RequestBody ReviewRequest request,
            Actor actor) {
        long key = refs.key(plan, task);
        reviews.accept(key, request.headSha(), request.reason(), actor.name());
        return tasks.byKey(key);
    }

    @PostMapping("/reject")
    TaskView reject(
            @PathVariable String task,
            @RequestParam @Nullable String plan,
            @RequestBody ReviewRequest request,
            Actor actor) {
        long key = refs.key(plan, task);
        reviews.reject(key, request.headSha(), request.reason(), actor.name());
        return tasks.byKey(key);
    }

    @PostMapping("/complete")
    TaskView complete(
            @PathVariable String task,
            @RequestParam @Nullable String plan,
            @RequestBody ReviewRequest request,
            Actor actor) {
        long key = refs.key(plan, task);
        reviews.markCompleted(key, request.reason(), actor.name());
        return tasks.byKey(key);
    }

    private static ResponseEntity<DispatchView> accepted(DispatchView dispatch) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/dispatches/" + dispatch.id()))
                .body(dispatch);
    }
}

package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.view.QueueViews;
import io.dataface.tasks.manager.view.TaskRefs;
import io.dataface.tasks.manager.web.Actor;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.QueueView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people may do to the queue.
@RestController
@RequestMapping("/api/v1/queue")
class QueueController {
    private final TaskRefs refs;
    private final TaskActions tasks;
    private final PlanActions plans;
    private final StopAll stops;
    private final QueueViews views;

    QueueController(
            TaskRefs refs, TaskActions tasks, PlanActions plans, StopAll stops, QueueViews views) {
        this.refs = refs;
        this.tasks = tasks;
        this.plans = plans;
        this.stops = stops;
        this.views = views;
    }

    /// @param priority p0 to p3
    record Place(@Nullable String priority) {}

    /// @param reason shown beside who did it
    record Why(@Nullable String reason) {}

    @PatchMapping("/{dispatch}")
    QueueEntryView reorder(@PathVariable UUID dispatch, @RequestBody Place place, Actor actor) {
        var priority = Priorities.parse(place.priority());
        if (priority == null) {
            throw ApiException.badRequest(
                    "bad_priority", "/priority", "say which: p0, p1, p2 or p3");
        }
        tasks.reprioritise(dispatch, priority, actor.name());
        return views.entry(dispatch);
    }

    @DeleteMapping("/{dispatch}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOut(@PathVariable UUID dispatch, Actor actor) {
        tasks.takeOut(dispatch, actor.name());
    }

    @PostMapping("/pause")
    QueueView pause(
            @RequestParam @Nullable String plan,
            @RequestBody(required = false) @Nullable Why why,
            Actor actor) {
        String id = refs.plan(plan);
        plans.pause(id, why == null ? null : why.reason(), actor.name());
        return views.of(id);
    }

    @PostMapping("/resume")
    QueueView resume(@RequestParam @Nullable String plan, Actor actor) {
        String id = refs.plan(plan);
        plans.resume(id, actor.name());
        return views.of(id);
    }

    @PostMapping("/stop")
    QueueView stop(
            @RequestParam @Nullable String plan,
            @RequestBody(required = false) @Nullable Why why,
            Actor actor) {
        String id = refs.plan(plan);
        stops.stop(id, why == null ? null : why.reason(), actor.name());
        return views.of(id);
    }
}

package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.HistoryView;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.QueueView;
import io.dataface.tasks.model.api.WorkerView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Answers reads about dispatches, the queue and the workers.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "dispatches")
class DispatchController {
    private final TaskRefs refs;
    private final DispatchViews dispatches;
    private final QueueViews queue;
    private final WorkerViews workers;

    DispatchController(
            TaskRefs refs, DispatchViews dispatches, QueueViews queue, WorkerViews workers) {
        this.refs = refs;
        this.dispatches = dispatches;
        this.queue = queue;
        this.workers = workers;
    }

    @GetMapping("/dispatches")
    @Operation(summary = "List dispatches, newest first")
    Page<DispatchView> dispatches(
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable DispatchState state,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        String id = refs.plan(plan);
        Long key = task == null ? null : Long.valueOf(refs.key(id, task));
        return dispatches.page(
                id,
                state == null ? null : state.name(),
                key,
                PageToken.of(limit, after, 2, "dispatches", id, state, key));
    }

    @GetMapping("/dispatches/{id}")
    @Operation(summary = "Read a dispatch")
    DispatchView dispatch(@PathVariable UUID id) {
        return dispatches.byId(id);
    }

    @GetMapping("/dispatches/{id}/history")
    @Operation(summary = "List what happened to a dispatch, oldest first")
    Page<HistoryView> history(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return dispatches.history(id, PageToken.of(limit, after, 1, "history", id));
    }

    @GetMapping("/queue")
    @Operation(summary = "Read the ready queue, with the reasons why a dispatch waits")
    QueueView queue(@RequestParam(required = false) @Nullable String plan) {
        return queue.of(refs.plan(plan));
    }

    @GetMapping("/workers")
    @Operation(summary = "List workers by name")
    Page<WorkerView> workers(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return workers.page(state, PageToken.of(limit, after, 2, "workers", state));
    }
}

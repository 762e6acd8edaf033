package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.StatusView;
import io.dataface.tasks.model.api.TaskView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Answers reads about tasks.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "tasks")
class TaskController {
    private final TaskRefs refs;
    private final TaskViews tasks;
    private final DispatchViews dispatches;
    private final FollowUpViews followUps;
    private final StatusViews status;

    TaskController(
            TaskRefs refs,
            TaskViews tasks,
            DispatchViews dispatches,
            FollowUpViews followUps,
            StatusViews status) {
        this.refs = refs;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.followUps = followUps;
        this.status = status;
    }

    @GetMapping("/tasks")
    @Operation(summary = "List tasks by priority, then id")
    Page<TaskView> tasks(
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String workstream,
            @RequestParam(required = false) @Nullable String milestone,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String priority,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        String id = refs.plan(plan);
        var filter =
                new TaskFilter(status, state, group, workstream, milestone, owner, priority, q);
        return tasks.page(id, filter, PageToken.of(limit, after, 2, "tasks", id, filter));
    }

    @GetMapping("/tasks/{task}")
    @Operation(summary = "Read a task by id, slug or page path")
    TaskView task(
            @PathVariable String task, @RequestParam(required = false) @Nullable String plan) {
        return tasks.find(plan, task);
    }

    @GetMapping("/tasks/{task}/dispatches")
    @Operation(summary = "List a task's dispatches, newest first")
    Page<DispatchView> dispatches(
            @PathVariable String task,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        String id = refs.plan(plan);
        long key = refs.key(id, task);
        return dispatches.page(
                id, null, key, PageToken.of(limit, after, 2, "dispatches", id, null, key));
    }

    @GetMapping("/tasks/{task}/follow-ups")
    @Operation(summary = "List a task's follow-ups, oldest first")
    Page<FollowUpView> followUps(
            @PathVariable String task,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        long key = refs.key(plan, task);
        return followUps.page(key, PageToken.of(limit, after, 2, "follow-ups", key));
    }

    @GetMapping("/status")
    @Operation(summary = "Read what needs a person, runs, waits and finished")
    StatusView status(@RequestParam(required = false) @Nullable String plan) {
        return status.of(plan);
    }
}

package io.dataface.tasks.manager.worker;

import io.dataface.tasks.manager.view.WorkerViews;
import io.dataface.tasks.manager.web.Actor;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.api.WorkerView;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people may do to workers.
@RestController
class WorkerController {
    private final Workers workers;
    private final WorkerViews views;

    WorkerController(Workers workers, WorkerViews views) {
        this.workers = workers;
        this.views = views;
    }

    /// Lets a worker finish what runs and take nothing new.
    @PostMapping("/api/v1/workers/{worker}/drain")
    WorkerView drain(@PathVariable String worker, Actor actor) {
        return workers.findDrained(worker, actor.name())
                .map(views::byId)
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "worker_not_found",
                                        "no worker of this id or name is registered: see GET"
                                                + " /api/v1/workers"));
    }
}

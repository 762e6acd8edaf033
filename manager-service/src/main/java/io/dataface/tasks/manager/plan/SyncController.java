package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.view.PlanViews;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.api.PlanView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes the request for a sync now.
@RestController
@RequestMapping("/api/v1/plans")
@Tag(name = "plans")
class SyncController {
    private final SyncLoop loop;
    private final PlanViews plans;

    SyncController(SyncLoop loop, PlanViews plans) {
        this.loop = loop;
        this.plans = plans;
    }

    @PostMapping("/{id}/sync")
    @Operation(
            summary =
                    "Read the plan's source now; answers when that is done, with its error if it"
                            + " failed")
    PlanView sync(@PathVariable String id) {
        loop.findSync(id).orElseThrow(() -> notHere(plans.byId(id))).pass();
        return plans.byId(id);
    }

    private static ApiException notHere(PlanView plan) {
        return ApiException.conflict(
                "plan_not_synced_here",
                "this manager does not read plan %s: tasks.plan.id names another"
                        .formatted(plan.id()));
    }
}

package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.PlanView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers reads about plans.
@RestController
@RequestMapping("/api/v1/plans")
@Tag(name = "plans")
class PlanController {
    private final PlanViews plans;

    PlanController(PlanViews plans) {
        this.plans = plans;
    }

    @GetMapping
    @Operation(summary = "List plans by id")
    Page<PlanView> plans() {
        return new Page<>(plans.all(), null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a plan, how its sync stands and what is wrong in its files")
    PlanView plan(@PathVariable String id) {
        return plans.byId(id);
    }
}

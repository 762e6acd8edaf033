package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.docs.published.PlanSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Serves the report of everything that is wrong with the plan's files.
@Controller
class ProblemsController {

    private final PlanSnapshots snapshots;
    private final SiteProblems problems;
    private final PlanSettings settings;

    ProblemsController(PlanSnapshots snapshots, SiteProblems problems, PlanSettings settings) {
        this.snapshots = snapshots;
        this.problems = problems;
        this.settings = settings;
    }

    @GetMapping("/docs/-/problems")
    ModelAndView problems(@RequestParam(required = false) @Nullable String rule) {
        return snapshots
                .findCurrent()
                .map(
                        snapshot ->
                                new ModelAndView(
                                        "plan/problems",
                                        Map.of(
                                                "report",
                                                ProblemReport.of(
                                                        snapshot,
                                                        problems.of(snapshot),
                                                        rule == null || rule.isEmpty()
                                                                ? null
                                                                : rule))))
                .orElseGet(
                        () -> new ModelAndView("plan/none", Map.of("planId", settings.planId())));
    }
}

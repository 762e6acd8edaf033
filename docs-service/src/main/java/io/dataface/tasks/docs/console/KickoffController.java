package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.actions.Manager;
import io.dataface.tasks.docs.actions.NotDone;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.model.api.KickoffRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Shows what a kick-off would do; the button on the page does it.
@Controller
class KickoffController {

    private final Manager manager;
    private final PlanSettings plan;

    KickoffController(Manager manager, PlanSettings plan) {
        this.manager = manager;
        this.plan = plan;
    }

    /// @param task ids, slugs or pages of tasks
    /// @param milestone slug of a milestone whose tasks are all meant
    @GetMapping("/kickoff")
    String kickoff(
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam(required = false) @Nullable String milestone,
            Model model,
            HttpServletResponse response) {
        List<String> tasks = task == null ? List.of() : task;
        if (tasks.isEmpty() && milestone == null) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Name what to kick off: /kickoff?task=<id> or /kickoff?milestone=<slug>.");
        }
        KickoffPage page = page(tasks, milestone);
        if (page.failed() != null) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        model.addAttribute("page", page);
        return "console/kickoff";
    }

    private KickoffPage page(List<String> tasks, @Nullable String milestone) {
        var request =
                new KickoffRequest(
                        plan.planId(), tasks.isEmpty() ? null : tasks, milestone, null, true);
        try {
            return new KickoffPage(tasks, milestone, manager.preview(request).tasks(), null);
        } catch (NotDone why) {
            return new KickoffPage(tasks, milestone, List.of(), why.detail());
        }
    }
}

package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.log.LogReads;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Serves runs, and the parts of a task's page that change while one looks at it.
@Controller
class RunController {

    private static final Map<String, String> PARTS =
            Map.of("head", "run/taskHead", "changes", "run/taskChanges", "rail", "run/taskRail");

    private final TaskPanels panels;
    private final RunReads reads;
    private final LogReads logs;
    private final InstantSource clock;

    RunController(TaskPanels panels, RunReads reads, LogReads logs, InstantSource clock) {
        this.panels = panels;
        this.reads = reads;
        this.logs = logs;
        this.clock = clock;
    }

    @GetMapping("/parts/task/{key}/{part}")
    String part(@PathVariable long key, @PathVariable String part, Model model) {
        String view = PARTS.get(part);
        if (view == null) {
            throw missing("part " + part).get();
        }
        model.addAttribute("panel", panels.find(key).orElseThrow(missing("task " + key)));
        return view;
    }

    /// The card of the log, where another run's is shown now.
    ///
    /// @param run the run that the page shows
    @GetMapping("/parts/task/{key}/log")
    @Nullable String log(
            @PathVariable long key,
            @RequestParam(defaultValue = "") String run,
            Model model,
            HttpServletResponse response) {
        TaskPanel panel = panels.find(key).orElseThrow(missing("task " + key));
        Run logged = panel.logged();
        if (logged == null || logged.id().toString().equals(run)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return null;
        }
        model.addAttribute("panel", panel);
        return "run/taskLog";
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable UUID id, Model model) {
        model.addAttribute("page", page(id));
        return "run/page";
    }

    /// The parts of a run's page that change while it runs.
    @GetMapping("/parts/run/{id}")
    String runPart(@PathVariable UUID id, Model model) {
        model.addAttribute("page", page(id));
        return "run/pageHead";
    }

    @GetMapping("/runs/{id}/diff.patch")
    ResponseEntity<String> diff(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body(reads.findDiff(id).orElseThrow(missing("diff of run " + id)));
    }

    private RunPage page(UUID id) {
        Run run = reads.findRun(id).orElseThrow(missing("run " + id));
        Optional<TaskState> task = reads.findTask(run.taskKey());
        return new RunPage(
                task.orElseThrow(missing("run " + id)),
                run,
                reads.findPrompt(id).orElse(null),
                reads.history(id),
                reads.findChanges(id).orElse(null),
                logs.findTail(id).orElse(null),
                clock.instant());
    }

    private static Supplier<ResponseStatusException> missing(String what) {
        return () ->
                new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no " + what + " in this plan.");
    }
}

package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.frame.Asking;
import io.dataface.tasks.docs.frame.Basis;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Serves the status and the workers, whole or, for a page that is already open, anew.
@Controller
class ConsoleController {

    private final StatusReads reads;

    ConsoleController(StatusReads reads) {
        this.reads = reads;
    }

    @GetMapping("/status")
    String status(Model model, HttpServletRequest request) {
        Asking.keepWhile(request, Basis.PASSING);
        model.addAttribute("page", reads.status());
        return "console/status";
    }

    @GetMapping("/parts/status")
    String statusPart(Model model) {
        model.addAttribute("page", reads.status());
        model.addAttribute("retitle", true);
        return "console/statusPart";
    }

    @GetMapping("/workers")
    String workers(Model model, HttpServletRequest request) {
        Asking.keepWhile(request, Basis.PASSING);
        model.addAttribute("page", reads.status());
        return "console/workers";
    }

    @GetMapping("/parts/workers")
    String workersPart(Model model) {
        model.addAttribute("page", reads.status());
        return "console/workersPart";
    }
}

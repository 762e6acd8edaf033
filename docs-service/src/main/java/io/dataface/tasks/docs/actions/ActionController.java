package io.dataface.tasks.docs.actions;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.published.PlanSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/// Passes what a person pressed on to the manager and says how it went.
@RestController
class ActionController {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Manager manager;
    private final PlanSettings plan;
    private final BrowserToken tokens;
    private final Freshness freshness;

    ActionController(Manager manager, PlanSettings plan, BrowserToken tokens, Freshness freshness) {
        this.manager = manager;
        this.plan = plan;
        this.tokens = tokens;
        this.freshness = freshness;
    }

    /// What was done, in a sentence, and what was not.
    record Done(String message, List<String> refused) {}

    /// The token for this browser's actions; a browser without a cookie gets one.
    @GetMapping("/actions/token")
    ResponseEntity<Map<String, String>> token(
            HttpServletRequest request, HttpServletResponse response) {
        String cookie = OwnPageCheck.findCookie(request).orElseGet(tokens::newCookie);
        ResponseCookie set =
                ResponseCookie.from(OwnPageCheck.COOKIE, cookie)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, set.toString());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Map.of("token", tokens.of(cookie)));
    }

    /// Does one thing.
    ///
    /// @param key the form's own, so that pressing twice has one effect
    @PostMapping("/actions/{name}")
    ResponseEntity<Done> act(
            @PathVariable String name,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            ActionForm form) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Idempotency-Key must have 1 to 255 printable ASCII characters.");
        }
        Action action =
                Action.find(name)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "There is no action \"" + name + "\"."));
        JsonNode answer;
        try {
            answer =
                    manager.send(
                            action.call(plan.planId(), form),
                            key == null ? UUID.randomUUID().toString() : key);
        } finally {
            // Also where no answer came: it may have been done.
            freshness.drop();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(action == Action.KICKOFF ? kickedOff(answer) : done(action, form));
    }

    private static Done done(Action action, ActionForm form) {
        String name = form.name();
        return new Done(
                name == null || name.isBlank() ? action.done() : action.done() + ": " + name,
                List.of());
    }

    // A kick-off of several can be done for some and refused for others.
    private static Done kickedOff(JsonNode answer) {
        List<String> refused = new ArrayList<>();
        List<String> queued = new ArrayList<>();
        for (JsonNode line : answer.path("tasks")) {
            String title = line.path("title").asString(line.path("taskId").asString(""));
            String why = line.path("refused").asString("");
            if (why.isBlank()) {
                queued.add(title);
            } else {
                refused.add(title + ": " + why);
            }
        }
        if (queued.isEmpty() && !refused.isEmpty()) {
            throw new NotDone(409, "Not kicked off. " + String.join(" · ", refused));
        }
        return new Done(
                queued.size() == 1
                        ? "Kicked off: " + queued.getFirst()
                        : "Kicked off " + queued.size() + " tasks",
                refused);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notDone(NotDone why) {
        ProblemDetail problem = ProblemDetail.forStatus(why.status());
        problem.setDetail(why.detail());
        return ResponseEntity.status(why.status())
                .cacheControl(CacheControl.noStore())
                .body(problem);
    }
}

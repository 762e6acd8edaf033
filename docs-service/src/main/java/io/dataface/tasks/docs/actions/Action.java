package io.dataface.tasks.docs.actions;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.dataface.tasks.docs.actions.Manager.Call;
import io.dataface.tasks.model.api.FollowUpRequest;
import io.dataface.tasks.model.api.KickoffRequest;
import io.dataface.tasks.model.api.ReviewRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person may ask for, each as one request to the manager.
enum Action {
    KICKOFF("Kicked off"),
    RETRY("Retry is queued"),
    CANCEL("Cancel is asked for"),
    INTERRUPT("Interrupt is asked for"),
    FOLLOW_UP("Follow-up is sent"),
    ACCEPT("Accepted"),
    REJECT("Rejected"),
    COMPLETE("Marked completed"),
    TAKE_OUT("Taken out of the queue"),
    PRIORITY("Priority is changed"),
    PAUSE("Queue is paused"),
    RESUME("Queue runs again"),
    STOP("Queue is paused and every run is asked to stop"),
    DRAIN("Worker drains"),
    SYNC("Plan is read again"),
    REPLAY("Message is published anew"),
    DISCARD("Message is deleted");

    private final String done;

    Action(String done) {
        this.done = done;
    }

    /// The sentence that says it was done.
    String done() {
        return done;
    }

    /// The action of that name in an address, like `take-out`.
    static Optional<Action> find(String name) {
        return Arrays.stream(values())
                .filter(action -> action.inAddress().equals(name))
                .findFirst();
    }

    String inAddress() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Call call(String plan, ActionForm form) {
        return switch (this) {
            case KICKOFF -> new Call(POST, "/kickoffs", Map.of(), kickoff(plan, form));
            case RETRY, CANCEL, INTERRUPT -> task(plan, form, inAddress(), null);
            case FOLLOW_UP ->
                    task(
                            plan,
                            form,
                            "follow-ups",
                            new FollowUpRequest(form.requiredText(), form.interrupt()));
            case ACCEPT, REJECT, COMPLETE ->
                    task(
                            plan,
                            form,
                            inAddress(),
                            new ReviewRequest(form.headSha(), form.givenReason()));
            case TAKE_OUT -> queued(plan, DELETE, form, null);
            case PRIORITY ->
                    queued(
                            plan,
                            PATCH,
                            form,
                            Map.of("priority", String.valueOf(form.givenPriority())));
            case PAUSE, STOP -> queue(plan, reason(form));
            case RESUME -> queue(plan, null);
            case DRAIN ->
                    new Call(
                            POST,
                            "/workers/{worker}/drain",
                            Map.of("worker", form.requiredWorker()),
                            null);
            case SYNC -> new Call(POST, "/plans/{plan}/sync", Map.of("plan", plan), null);
            case REPLAY -> letter(POST, "/replay", form);
            case DISCARD -> letter(DELETE, "", form);
        };
    }

    private static KickoffRequest kickoff(String plan, ActionForm form) {
        return new KickoffRequest(plan, form.task(), form.milestone(), form.givenPriority(), false);
    }

    private static Call task(String plan, ActionForm form, String what, @Nullable Object body) {
        return new Call(
                POST,
                "/tasks/{task}/" + what + "?plan={plan}",
                Map.of("task", form.oneTask(), "plan", plan),
                body);
    }

    private static Call queued(
            String plan,
            org.springframework.http.HttpMethod method,
            ActionForm form,
            @Nullable Object body) {
        return new Call(
                method,
                "/queue/{dispatch}?plan={plan}",
                Map.of("dispatch", form.requiredDispatch(), "plan", plan),
                body);
    }

    private static Call letter(
            org.springframework.http.HttpMethod method, String what, ActionForm form) {
        return new Call(
                method,
                "/queue/dead/{letter}" + what,
                Map.of("letter", form.requiredLetter()),
                null);
    }

    private Call queue(String plan, @Nullable Object body) {
        return new Call(POST, "/queue/" + inAddress() + "?plan={plan}", Map.of("plan", plan), body);
    }

    private static Map<String, String> reason(ActionForm form) {
        String reason = form.givenReason();
        return reason == null ? Map.of() : Map.of("reason", reason);
    }
}

package io.dataface.tasks.docs.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A button for something that may be done now.
///
/// @param action name in `/actions/…`; for a link the address
/// @param style `go`, `plain` or `danger`
/// @param fields what is sent
/// @param confirm the question that names the object; null: done at once
/// @param explain what will happen, under the question
/// @param ask label of a text that is asked for, sent as field `askAs`
/// @param option label of a choice, sent as `interrupt=true`
public record ActionButton(
        String action,
        String label,
        String icon,
        String style,
        Map<String, String> fields,
        @Nullable String confirm,
        @Nullable String explain,
        @Nullable String ask,
        String askAs,
        boolean askRequired,
        @Nullable String option) {

    public boolean link() {
        return action.startsWith("/");
    }

    /// A stable id, so that focus stays on it when its part of the page is made anew.
    public String id() {
        String of =
                Stream.of("task", "dispatch", "worker", "letter")
                        .filter(fields::containsKey)
                        .map(fields::get)
                        .findFirst()
                        .orElse("");
        return ("do-"
                        + (link() ? "kickoff" : action)
                        + "-"
                        + of
                        + fields.getOrDefault("priority", ""))
                .replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /// A button without a question.
    public static ActionButton plain(
            String action, String label, String icon, String style, Map<String, String> fields) {
        return new ActionButton(
                action, label, icon, style, fields, null, null, null, "reason", false, null);
    }

    /// The same without emphasis, for a place with many of them.
    public ActionButton quiet() {
        return new ActionButton(
                action,
                label,
                icon,
                "plain",
                fields,
                confirm,
                explain,
                ask,
                askAs,
                askRequired,
                option);
    }

    ActionButton confirm(String question, String what) {
        return new ActionButton(
                action,
                label,
                icon,
                style,
                fields,
                question,
                what,
                ask,
                askAs,
                askRequired,
                option);
    }

    ActionButton ask(String text, String as, boolean required) {
        return new ActionButton(
                action, label, icon, style, fields, confirm, explain, text, as, required, option);
    }

    ActionButton option(String text) {
        return new ActionButton(
                action,
                label,
                icon,
                style,
                fields,
                confirm,
                explain,
                ask,
                askAs,
                askRequired,
                text);
    }

    /// A destructive button.
    public static ActionButton danger(
            String action,
            String label,
            String icon,
            Map<String, String> fields,
            String question,
            String what) {
        return plain(action, label, icon, "danger", fields).confirm(question, what);
    }

    /// The buttons for a task's actions, the likeliest first.
    public static List<ActionButton> of(TaskState task, @Nullable Run latest) {
        List<ActionButton> buttons = new ArrayList<>();
        for (String action : ORDER) {
            if (task.actions().contains(action)) {
                buttons.add(of(action, task, latest, buttons.isEmpty()));
            }
        }
        return buttons;
    }

    private static final List<String> ORDER =
            List.of(
                    "accept",
                    "retry",
                    "kickoff",
                    "follow-up",
                    "reject",
                    "take-out",
                    "interrupt",
                    "cancel",
                    "complete");

    private static ActionButton of(
            String action, TaskState task, @Nullable Run latest, boolean first) {
        String title = "“" + task.title() + "”";
        String style = first ? "go" : "plain";
        Map<String, String> fields = fields(task, latest);
        return switch (action) {
            case "kickoff" ->
                    plain(
                            "/kickoff?task=" + Wording.encode(task.id()),
                            "Kick off",
                            "play-fill",
                            style,
                            fields);
            case "retry" -> plain(action, "Retry", "arrow-clockwise", style, fields);
            case "follow-up" -> followUp(task, latest, title, first ? "go" : "plain", fields);
            case "accept" -> plain(action, "Accept", "check2", style, fields);
            case "reject" ->
                    danger(
                                    action,
                                    "Reject",
                                    "x-lg",
                                    fields,
                                    "Reject the branch of " + title + "?",
                                    "The next run starts again at the base branch and replaces "
                                            + Wording.sha(task.headSha())
                                            + ".")
                            .ask("Why (optional)", "reason", false);
            case "take-out" ->
                    danger(
                            action,
                            "Take out",
                            "box-arrow-up",
                            fields,
                            "Take " + title + " out of the queue?",
                            "It is not run until someone kicks it off again.");
            case "interrupt" ->
                    danger(
                            action,
                            "Interrupt",
                            "pause-fill",
                            fields,
                            "Interrupt the run of " + title + "?",
                            "The agent is stopped. Its workspace stays, so that a follow-up or a"
                                    + " retry can go on.");
            case "cancel" ->
                    danger(
                            action,
                            "Cancel",
                            "slash-circle",
                            fields,
                            "Cancel the run of " + title + "?",
                            "The agent is stopped, nothing is pushed, and pending follow-ups are"
                                    + " withdrawn.");
            case "complete" ->
                    plain(action, "Mark completed", "check2-circle", style, fields)
                            .confirm(
                                    "Mark " + title + " completed?",
                                    "Tasks that depend on it may start.")
                            .ask("Why (optional)", "reason", false);
            default -> plain(action, Wording.words(action), "dot", style, fields);
        };
    }

    private static ActionButton followUp(
            TaskState task,
            @Nullable Run latest,
            String title,
            String style,
            Map<String, String> fields) {
        ActionButton button =
                plain("follow-up", "Follow up", "reply", style, fields)
                        .confirm(
                                "Follow up on " + title,
                                task.state().equals("RUNNING")
                                        ? "Sent when the run that is under way ends."
                                        : "The agent goes on with this in the task's branch.")
                        .ask("What should the agent do?", "text", true);
        return latest != null && latest.state().equals("RUNNING")
                ? button.option("Stop the agent now and go on with this at once")
                : button;
    }

    private static Map<String, String> fields(TaskState task, @Nullable Run latest) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("task", task.id());
        fields.put("name", task.title());
        if (task.headSha() != null) {
            fields.put("headSha", task.headSha());
        }
        if (latest != null && latest.queued()) {
            fields.put("dispatch", latest.id().toString());
        }
        return fields;
    }
}

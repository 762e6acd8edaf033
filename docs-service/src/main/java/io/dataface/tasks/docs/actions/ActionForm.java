package io.dataface.tasks.docs.actions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// The fields of an action's form; each action names those it needs.
///
/// @param task ids of tasks
/// @param milestone slug of a milestone
/// @param dispatch id of a queued dispatch
/// @param worker id of a worker
/// @param letter id of a message that no worker could read
/// @param text a follow-up's text
/// @param interrupt whether the agent that runs now is stopped for the follow-up
/// @param headSha the head that was looked at
/// @param reason why, for the record
/// @param priority p0 to p3
/// @param name what the thing is called, for the answer
record ActionForm(
        @Nullable List<String> task,
        @Nullable String milestone,
        @Nullable String dispatch,
        @Nullable String worker,
        @Nullable String letter,
        @Nullable String text,
        @Nullable Boolean interrupt,
        @Nullable String headSha,
        @Nullable String reason,
        @Nullable String priority,
        @Nullable String name) {

    String oneTask() {
        return required(task == null || task.isEmpty() ? null : task.getFirst(), "task");
    }

    String requiredDispatch() {
        return required(dispatch, "dispatch");
    }

    String requiredWorker() {
        return required(worker, "worker");
    }

    String requiredLetter() {
        return required(letter, "letter");
    }

    String requiredText() {
        return required(text, "text");
    }

    @Nullable String givenReason() {
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    @Nullable String givenPriority() {
        return priority == null || priority.isBlank() ? null : priority;
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "The field \"" + field + "\" is empty.");
        }
        return value.strip();
    }
}

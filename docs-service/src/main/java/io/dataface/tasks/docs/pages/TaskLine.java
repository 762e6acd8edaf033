package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task's line in a listing.
///
/// @param live chip of the registry's state, null where nothing goes on
/// @param badge chip of the completion, null where it is open
/// @param label what else tells it apart: its initiative, or its place in the plan
public record TaskLine(
        TaskPage task,
        String href,
        @Nullable Chip live,
        @Nullable Chip badge,
        @Nullable String label) {

    static TaskLine of(TaskPage task, Map<String, TaskState> states, @Nullable String label) {
        return new TaskLine(
                task, Urls.of(task), live(states.get(task.id())), badge(task, states), label);
    }

    static @Nullable Chip live(@Nullable TaskState state) {
        if (state == null) {
            return null;
        }
        Chip running = Chip.ofTaskState(state.state());
        return running == null && state.inReview() ? Chip.inReview() : running;
    }

    /// The badge that the plan gives, else the one that the registry's completion gives.
    static @Nullable Chip badge(TaskPage task, Map<String, TaskState> states) {
        String word = task.badge();
        TaskState state = states.get(task.id());
        if (word == null && state != null && state.isCompleted()) {
            word = "Completed";
        }
        return word == null ? null : Chip.ofBadge(word);
    }

    /// The address of the pull request, null where none that a browser may open is known.
    public @Nullable String prHref() {
        String url = task.prUrl();
        return url != null && url.matches("https?://.*") ? url : null;
    }
}

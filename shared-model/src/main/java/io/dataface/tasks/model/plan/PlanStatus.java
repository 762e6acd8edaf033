package io.dataface.tasks.model.plan;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The status that a task's front matter gives, older words included.
public enum PlanStatus {
    NOT_STARTED("not_started", "Not started", null),
    COMPLETED("completed", "Completed", "Completed"),
    DONE("done", "Done", "Done"),
    CANCELLED("cancelled", "Cancelled", "Cancelled"),
    READY("ready", "Ready", null),
    IN_PROGRESS("in_progress", "In progress", null),
    BLOCKED("blocked", "Blocked", null);

    private final String word;
    private final String label;
    private final @Nullable String badge;

    PlanStatus(String word, String label, @Nullable String badge) {
        this.word = word;
        this.label = label;
        this.badge = badge;
    }

    /// The status for a word as front matter has it.
    public static Optional<PlanStatus> findByWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /// The word as front matter has it.
    public String word() {
        return word;
    }

    /// The word as people read it.
    public String label() {
        return label;
    }

    /// The badge on a task's line, null where it has none.
    public @Nullable String badge() {
        return badge;
    }

    /// `completed`, or its older word `done`.
    public boolean isCompleted() {
        return this == COMPLETED || this == DONE;
    }

    /// Completed or cancelled: nothing is left to run.
    public boolean isFinished() {
        return isCompleted() || this == CANCELLED;
    }

    /// An older word for a state that now lives in the registry.
    public boolean isRuntimeWord() {
        return this == READY || this == IN_PROGRESS || this == BLOCKED;
    }
}

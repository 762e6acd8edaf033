package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.run.ActionButton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that no worker could read.
///
/// @param problem why; null: it can be read, and nobody acknowledged it
public record DeadLetter(
        UUID id, String pool, @Nullable String problem, int bytes, @Nullable Instant keptAt) {

    /// What is wrong with it, in a sentence.
    public String why() {
        return problem == null ? "It can be read, and no worker acknowledged it." : problem;
    }

    /// What may be done with it.
    public List<ActionButton> buttons() {
        Map<String, String> fields = Map.of("letter", id.toString());
        return List.of(
                ActionButton.plain("replay", "Replay", "arrow-repeat", "plain", fields),
                ActionButton.plain("discard", "Delete", "trash", "plain", fields));
    }
}

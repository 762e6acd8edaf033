package io.dataface.tasks.docs.console;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.frame.Meter;
import io.dataface.tasks.docs.run.ActionButton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A worker's incarnation.
///
/// @param used slots that are taken
/// @param state `alive`, `draining`, `lost` or `gone`
public record WorkerRow(
        UUID id,
        String name,
        String host,
        String pool,
        int capacity,
        int used,
        List<String> agents,
        List<String> labels,
        String version,
        Instant registeredAt,
        Instant seenAt,
        @Nullable Instant endedAt,
        @Nullable String drainBy,
        String state) {

    public Meter meter() {
        return Meter.of(
                used + " of " + capacity + " slots taken",
                capacity,
                new Meter.Count("run", Math.min(used, capacity)));
    }

    public Chip chip() {
        return switch (state) {
            case "alive" -> new Chip("ok", "check2", "Alive");
            case "draining" -> new Chip("wait", "hourglass-split", "Draining");
            case "lost" -> new Chip("bad", "plug", "Lost");
            default -> new Chip("", "slash-circle", "Gone");
        };
    }

    public boolean takesWork() {
        return state.equals("alive");
    }

    public ActionButton drain() {
        return ActionButton.danger(
                "drain",
                "Drain",
                "box-arrow-down",
                Map.of("worker", id.toString(), "name", name),
                "Drain worker " + name + "?",
                "It takes no new runs and ends when those it has are over.");
    }
}

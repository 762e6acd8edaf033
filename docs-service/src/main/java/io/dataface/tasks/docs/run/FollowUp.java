package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Chip;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person told the agent, and whether it has it.
public record FollowUp(
        String text, String author, Instant at, String state, @Nullable UUID dispatchId) {

    public Chip chip() {
        return switch (state) {
            case "delivered" -> new Chip("ok", "check2", "Delivered");
            case "withdrawn" -> new Chip("", "slash-circle", "Withdrawn");
            default -> new Chip("wait", "hourglass-split", "Pending");
        };
    }
}

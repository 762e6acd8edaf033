package io.dataface.tasks.docs.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reason why someone should look at a task.
///
/// @param tier `person` or `automation`
public record Signal(
        long taskKey, String code, String tier, String detail, @Nullable Instant since) {

    public boolean forPerson() {
        return tier.equals("person");
    }
}

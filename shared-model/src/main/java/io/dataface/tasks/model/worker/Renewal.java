package io.dataface.tasks.model.worker;

import io.dataface.tasks.model.Phase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /api/v1/workers/{id}/leases`: one line for each lease; the first for a lease
/// acknowledges it.
public record Renewal(List<Line> leases) {

    /// One lease's sign of life.
    ///
    /// @param pushSha with phase PUSHING: the commit about to be pushed (the push gate)
    /// @param silentMillis age of the agent's last sign of life
    /// @param acknowledged ids of the commands that were obeyed or are being obeyed
    public record Line(
            UUID dispatchId,
            long token,
            Phase phase,
            @Nullable String pushSha,
            long silentMillis,
            List<UUID> acknowledged) {}
}

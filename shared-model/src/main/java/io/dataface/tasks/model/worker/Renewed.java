package io.dataface.tasks.model.worker;

import java.util.List;
import java.util.UUID;

/// The answer to a renewal, line by line.
public record Renewed(List<Line> leases, boolean drain) {

    /// @param gone the lease is over: stop that agent now and push nothing
    /// @param commands repeated until acknowledged
    public record Line(UUID dispatchId, long token, boolean gone, List<Command> commands) {}

    /// Something to do to a run.
    public record Command(UUID id, Type type) {
        /// INTERRUPT and CANCEL both stop the agent; neither pushes.
        public enum Type {
            INTERRUPT,
            CANCEL
        }
    }
}

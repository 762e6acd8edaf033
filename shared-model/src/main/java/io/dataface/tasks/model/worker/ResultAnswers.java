package io.dataface.tasks.model.worker;

import io.dataface.tasks.model.DispatchState;
import java.util.List;
import java.util.UUID;

/// The answers to results, one by one.
public record ResultAnswers(List<Line> answers) {

    /// @param accepted false: this token moves nothing here (409 of its own); it was kept as
    ///     evidence
    /// @param state the dispatch's state now
    public record Line(UUID dispatchId, long token, boolean accepted, DispatchState state) {}
}

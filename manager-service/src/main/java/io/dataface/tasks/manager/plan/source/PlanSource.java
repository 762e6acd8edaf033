package io.dataface.tasks.manager.plan.source;

import java.util.Map;

/// Where a plan's files come from.
public interface PlanSource {

    /// Reads the files as they are now; a [SourceException] where that is impossible.
    ///
    /// @param known blob ids by path whose content need not be read again
    Snapshot read(Map<String, String> known);

    /// Makes the next reading look at everything, whatever is said to have changed.
    default void lookAtAll() {}
}

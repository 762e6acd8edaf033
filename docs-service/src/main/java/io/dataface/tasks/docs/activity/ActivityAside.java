package io.dataface.tasks.docs.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands beside the days.
///
/// @param waiting branches that wait to be merged, at most 20
/// @param finished tasks that were completed last
/// @param pullRequests when a pull request was seen last; null where none ever was
public record ActivityAside(
        List<Pending> waiting, List<Entry> finished, @Nullable Instant pullRequests) {

    public ActivityAside {
        waiting = List.copyOf(waiting);
        finished = List.copyOf(finished);
    }
}

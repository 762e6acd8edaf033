package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.model.DispatchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time from a grant to the move that ended the lease.
///
/// @param began when the worker acknowledged it; null: never
/// @param end null: it has not ended
record Holding(
        Dispatch dispatch,
        long token,
        Instant grant,
        @Nullable Instant began,
        @Nullable Event end) {

    /// All leases of a dispatch, in order, as its history tells them.
    static List<Holding> of(Facts facts, Dispatch dispatch) {
        var holdings = new ArrayList<Holding>();
        Event grant = null;
        Instant began = null;
        for (var event : facts.of(dispatch)) {
            if (event.to() == DispatchState.LEASED) {
                grant = event;
                began = null;
            } else if (event.to() == DispatchState.RUNNING) {
                began = event.at();
            } else if (event.to() != null && grant != null) {
                holdings.add(new Holding(dispatch, token(grant), grant.at(), began, event));
                grant = null;
            }
        }
        if (grant != null) {
            holdings.add(new Holding(dispatch, token(grant), grant.at(), began, null));
        }
        return holdings;
    }

    /// All leases of a task, by the time of their grants.
    static List<Holding> of(Facts facts, Facts.Task task) {
        return facts.of(task).stream()
                .flatMap(dispatch -> of(facts, dispatch).stream())
                .sorted((a, b) -> a.grant().compareTo(b.grant()))
                .toList();
    }

    private static long token(Event grant) {
        return grant.token() == null ? -1 : grant.token();
    }
}

package io.dataface.tasks.chaos.check;

import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// I6: each move starts where the last one ended, and is one that the lifecycle knows.
final class LegalMoves implements Rule {
    @Override
    public String name() {
        return "I6";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var dispatch : facts.dispatches()) {
            DispatchState state = null;
            for (var event : facts.of(dispatch)) {
                var to = event.to();
                if (to == null) {
                    continue;
                }
                if (event.from() != state || !legal(state, to)) {
                    broken.add(
                            "%s moved from %s to %s (history %d, %s), and it was %s"
                                    .formatted(
                                            facts.name(dispatch.id()),
                                            event.from(),
                                            to,
                                            event.seq(),
                                            event.event(),
                                            state));
                }
                state = to;
            }
        }
        return broken;
    }

    private static boolean legal(@Nullable DispatchState from, DispatchState to) {
        return from == null ? to == DispatchState.QUEUED : from.moves().contains(to);
    }
}

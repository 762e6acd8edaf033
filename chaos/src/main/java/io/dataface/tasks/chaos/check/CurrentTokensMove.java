package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// I1, second half: whatever moved a leased or running dispatch carried the token of its grant.
final class CurrentTokensMove implements Rule {
    @Override
    public String name() {
        return "I1";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var dispatch : facts.dispatches()) {
            Long current = null;
            for (var event : facts.of(dispatch)) {
                if (event.to() == DispatchState.LEASED) {
                    current = event.token();
                } else if (fromHeld(event) && !Objects.equals(event.token(), current)) {
                    broken.add(
                            "%s moved from %s to %s (history %d) with token %s; current was %s"
                                    .formatted(
                                            facts.name(dispatch.id()),
                                            event.from(),
                                            event.to(),
                                            event.seq(),
                                            event.token(),
                                            current));
                }
            }
        }
        return broken;
    }

    private static boolean fromHeld(Event event) {
        return event.to() != null
                && (event.from() == DispatchState.LEASED || event.from() == DispatchState.RUNNING);
    }
}

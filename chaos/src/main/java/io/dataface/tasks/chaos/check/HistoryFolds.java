package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// I5: a dispatch's history has no gap, what was written stays as it was, and its last state
/// is the dispatch's.
final class HistoryFolds implements Rule {
    @Override
    public String name() {
        return "I5";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        facts.dispatches().forEach(dispatch -> fold(facts, dispatch, broken));
        unchanged(facts, broken);
        return broken;
    }

    private static void fold(Facts facts, Dispatch dispatch, List<String> broken) {
        var events = facts.of(dispatch);
        DispatchState state = null;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.seq() != i + 1) {
                broken.add(
                        "history of %s has row %d where %d should be"
                                .formatted(facts.name(dispatch.id()), event.seq(), i + 1));
                return;
            }
            state = event.to() == null ? state : event.to();
        }
        if (events.size() != dispatch.historyLength()) {
            broken.add(
                    "history of %s has %d rows, the dispatch counts %d"
                            .formatted(
                                    facts.name(dispatch.id()),
                                    events.size(),
                                    dispatch.historyLength()));
        }
        if (state != dispatch.state()) {
            broken.add(
                    "%s is %s, its history ends at %s"
                            .formatted(facts.name(dispatch.id()), dispatch.state(), state));
        }
    }

    private static void unchanged(Facts facts, List<String> broken) {
        var now = new HashMap<String, Event>();
        facts.history().forEach(event -> now.put(key(event), event));
        for (var before : facts.earlier()) {
            var after = now.get(key(before));
            if (!before.equals(after)) {
                broken.add(
                        "history row %d of %s was %s and is %s"
                                .formatted(
                                        before.seq(),
                                        facts.name(before.dispatch()),
                                        before,
                                        after));
            }
        }
    }

    private static String key(Event event) {
        return event.dispatch() + " " + event.seq();
    }
}

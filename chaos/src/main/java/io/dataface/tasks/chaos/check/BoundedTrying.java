package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// I7: after three counted failures, five failures before the agent or five lost workers in a
/// row a task is leased again only once a person has spoken, and then once more at most.
final class BoundedTrying implements Rule {
    @Override
    public String name() {
        return "I7";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var task : facts.tasks()) {
            var tries = new Tries();
            var steps = new ArrayList<Step>();
            facts.words().stream()
                    .filter(word -> word.task() == task.key())
                    .forEach(word -> steps.add(new Step(word.at(), tries::word)));
            for (var dispatch : facts.of(task)) {
                Holding.of(facts, dispatch).forEach(h -> steps.add(grant(facts, h, tries, broken)));
                if (dispatch.endedAt() != null) {
                    steps.add(new Step(dispatch.endedAt(), () -> tries.end(dispatch)));
                }
            }
            steps.sort(Comparator.comparing(Step::at));
            steps.forEach(step -> step.replay().run());
            closed(task, tries, broken);
        }
        return broken;
    }

    private record Step(Instant at, Runnable replay) {}

    private static Step grant(Facts facts, Holding holding, Tries tries, List<String> broken) {
        return new Step(
                holding.grant(),
                () -> {
                    if (tries.open) {
                        broken.add(
                                "%s was leased after %s, and nobody had asked for it"
                                        .formatted(facts.name(holding.dispatch().id()), tries));
                    }
                });
    }

    private static void closed(Task task, Tries tries, List<String> broken) {
        if (tries.open && task.circuit() == null && !task.completed()) {
            broken.add("%s had %s, and its circuit is closed".formatted(task.id(), tries));
        }
    }

    /// Counts again what the manager counts, from nothing but the ends of runs and people's
    /// words.
    private static final class Tries {
        private int failures;
        private int setups;
        private int gone;
        private boolean open;
        private boolean oneMore;

        private void word() {
            oneMore |= open;
            open = false;
            forget();
        }

        private void end(Dispatch dispatch) {
            boolean failed =
                    switch (dispatch.state()) {
                        case FAILED, STALLED, TIMED_OUT -> true;
                        case QUEUED,
                                LEASED,
                                RUNNING,
                                SUCCEEDED,
                                INTERRUPTED,
                                WORKER_GONE,
                                CANCELLED ->
                                false;
                    };
            boolean lost = dispatch.state() == DispatchState.WORKER_GONE;
            if (dispatch.state() == DispatchState.SUCCEEDED) {
                forget();
                open = false;
                oneMore = false;
            } else if (failed && setup(dispatch)) {
                setups++;
            } else if (failed) {
                failures++;
                setups = 0;
                gone = 0;
            } else if (lost) {
                gone++;
            }
            open |= (failed || lost) && (oneMore || failures >= 3 || setups >= 5 || gone >= 5);
        }

        private void forget() {
            failures = 0;
            setups = 0;
            gone = 0;
        }

        private static boolean setup(Dispatch dispatch) {
            return dispatch.phase() == null
                    ? !dispatch.agentRan()
                    : dispatch.phase() == Phase.PREPARING || dispatch.phase() == Phase.CHECKING;
        }

        @Override
        public String toString() {
            return "%d failures, %d before the agent and %d lost workers in a row"
                    .formatted(failures, setups, gone);
        }
    }
}

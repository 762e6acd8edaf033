package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Branch;
import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// I3: a run that succeeded is followed by what a person asked for alone, and what was pushed
/// once is adopted, never made again.
final class NothingIsRedone implements Rule {
    @Override
    public String name() {
        return "I3";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var task : facts.tasks()) {
            var dispatches = facts.of(task);
            for (int i = 1; i < dispatches.size(); i++) {
                afterSuccess(facts, dispatches.get(i - 1), dispatches.get(i), broken);
            }
            facts.branches().stream()
                    .filter(branch -> branch.name().equals(task.branch()))
                    .forEach(branch -> work(facts, task, branch, broken));
        }
        return broken;
    }

    private static void afterSuccess(
            Facts facts, Dispatch one, Dispatch next, List<String> broken) {
        if (one.state() == DispatchState.SUCCEEDED
                && next.queuedBy().equals("manager")
                && !next.kind().equals("CONTINUE")) {
            broken.add(
                    "%s was queued by the manager after %s had succeeded"
                            .formatted(facts.name(next.id()), facts.name(one.id())));
        }
    }

    /// A START begins where the remote is, and adopts what is there: two of them on one
    /// branch made the same work twice. A CONTINUE may carry on what an earlier run left in
    /// the workspace.
    private static void work(Facts facts, Task task, Branch branch, List<String> broken) {
        var named =
                branch.commits().stream()
                        .map(Facts.Commit::dispatch)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var starts =
                facts.of(task).stream()
                        .filter(d -> d.kind().equals("START") && named.contains(d.id()))
                        .map(d -> facts.name(d.id()))
                        .toList();
        if (starts.size() > 1) {
            broken.add(
                    "branch %s of %s holds the work of %d starts: %s"
                            .formatted(branch.name(), task.id(), starts.size(), starts));
        }
    }
}

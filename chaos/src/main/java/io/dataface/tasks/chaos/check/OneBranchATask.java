package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Branch;
import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// One branch a task, each branch one task's; its head passed that task's push gate, its
/// commits name that task's dispatches, and the registry knows the head.
final class OneBranchATask implements Rule {
    @Override
    public String name() {
        return "branch";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        var owners = new HashMap<String, Task>();
        for (var task : facts.tasks()) {
            var branch = task.branch();
            var other = branch == null ? null : owners.putIfAbsent(branch, task);
            if (other != null) {
                broken.add(
                        "%s and %s share the branch %s".formatted(other.id(), task.id(), branch));
            }
            if (task.headSha() != null
                    && facts.branches().stream().noneMatch(b -> b.name().equals(branch))) {
                broken.add(
                        "%s has its work at %s, and the remote has no branch %s"
                                .formatted(task.id(), task.headSha(), branch));
            }
        }
        for (var branch : facts.branches()) {
            var owner = owners.get(branch.name());
            if (owner == null) {
                broken.add("the remote's branch %s is no task's".formatted(branch.name()));
            } else {
                judge(facts, owner, branch, broken);
            }
        }
        return broken;
    }

    private static void judge(Facts facts, Task task, Branch branch, List<String> broken) {
        var dispatches = facts.of(task);
        var ids = dispatches.stream().map(Dispatch::id).collect(Collectors.toSet());
        var gates =
                facts.history().stream()
                        .filter(e -> ids.contains(e.dispatch()) && e.event().equals("push_gate"))
                        .map(Event::detail)
                        .collect(Collectors.toSet());
        if (!gates.contains(branch.head())) {
            broken.add(
                    "%s at %s passed no push gate of %s"
                            .formatted(branch.name(), branch.head(), task.id()));
        }
        branch.commits().stream()
                .filter(c -> c.dispatch() != null && !ids.contains(c.dispatch()))
                .forEach(
                        c ->
                                broken.add(
                                        "commit %s on %s names the dispatch %s of another task"
                                                .formatted(c.sha(), branch.name(), c.dispatch())));
        boolean last =
                !dispatches.isEmpty() && dispatches.getLast().state() == DispatchState.SUCCEEDED;
        if (last && !Objects.equals(task.headSha(), branch.head())) {
            broken.add(
                    "%s succeeded with head %s, and the remote's %s is at %s"
                            .formatted(task.id(), task.headSha(), branch.name(), branch.head()));
        }
    }
}

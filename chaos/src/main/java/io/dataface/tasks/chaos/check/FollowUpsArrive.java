package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.FollowUp;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.model.DispatchState;
import java.util.ArrayList;
import java.util.List;

/// I2 for follow-ups: each was given to an agent that ran, or is withdrawn, or waits for a
/// person with its task.
final class FollowUpsArrive implements Rule {
    @Override
    public String name() {
        return "I2";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var task : facts.tasks()) {
            for (var followUp : facts.followUps()) {
                if (followUp.task() == task.key()) {
                    judge(facts, task, followUp, broken);
                }
            }
        }
        return broken;
    }

    private static void judge(Facts facts, Task task, FollowUp followUp, List<String> broken) {
        var dispatches = facts.of(task);
        if (followUp.state().equals("delivered")) {
            var by = dispatches.stream().filter(d -> d.id().equals(followUp.dispatch())).findAny();
            if (by.isEmpty() || !by.get().agentRan()) {
                broken.add(
                        "follow-up %s of %s counts as delivered, but no agent ran in %s"
                                .formatted(followUp.id(), task.id(), followUp.dispatch()));
            }
        } else if (followUp.state().equals("pending")
                && (dispatches.isEmpty() || over(dispatches.getLast()))
                && task.circuit() == null) {
            broken.add(
                    "follow-up %s of %s is pending and nothing is queued that carries it"
                            .formatted(followUp.id(), task.id()));
        }
    }

    // After a stop follow-ups stay pending for a person; everything else queues what carries them.
    private static boolean over(Dispatch last) {
        return last.state().terminal() && last.state() != DispatchState.CANCELLED;
    }
}

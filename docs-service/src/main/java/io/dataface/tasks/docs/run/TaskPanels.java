package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.log.LogReads;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what is live about one task, in a fixed number of statements.
@Component
public class TaskPanels {

    private final RunReads reads;
    private final LogReads logs;
    private final InstantSource clock;

    TaskPanels(RunReads reads, LogReads logs, InstantSource clock) {
        this.reads = reads;
        this.logs = logs;
        this.clock = clock;
    }

    /// The panel of a task, nothing where the registry does not have it.
    public Optional<TaskPanel> find(long key) {
        return reads.findTask(key).map(this::of);
    }

    private @Nullable PlanMoved moved(TaskState task, List<Run> runs) {
        Run latest = runs.isEmpty() ? null : runs.getFirst();
        String given = latest == null ? null : latest.textHash();
        return latest == null
                        || given == null
                        || given.equals(task.textHash())
                        || !task.status().equals("not_started")
                ? null
                : PlanMoved.of(latest, reads.findTexts(latest.id()).orElse(null));
    }

    private TaskPanel of(TaskState task) {
        List<Run> runs = reads.runs(task.key());
        List<Long> key = List.of(task.key());
        Run logged = runs.stream().filter(run -> run.leasedAt() != null).findFirst().orElse(null);
        return new TaskPanel(
                task,
                runs,
                reads.signals(key),
                reads.blockers(key),
                runs.isEmpty() ? List.of() : reads.history(runs.getFirst().id()),
                reads.followUps(task.key()),
                reads.findLatestChanges(task.key()).orElse(null),
                logged,
                logged == null ? null : logs.findTail(logged.id()).orElse(null),
                moved(task, runs),
                reads.pulls(task.key()),
                clock.instant());
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.supervise.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What an installation that was killed left running: its processes end by themselves when their
/// pipe closes, which takes a few seconds.
final class Leftovers {
    private Leftovers() {}

    /// Waits for them, and kills what is still there after the limit. Only to be called while the
    /// installation's lock is held.
    static void clear(DataFolder data, Progress progress, Duration limit)
            throws InterruptedException {
        List<ProcessHandle> alive =
                RunFile.find(data).stream()
                        .flatMap(run -> run.processes().stream())
                        .map(RunFile.RunningProcess::findAlive)
                        .flatMap(Optional::stream)
                        .toList();
        if (alive.isEmpty()) {
            return;
        }
        progress.say("Waiting for " + alive.size() + " processes of a killed installation to end");
        long deadline = System.nanoTime() + limit.toNanos();
        for (ProcessHandle process : alive) {
            try {
                process.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException stuck) {
                Stream.concat(process.descendants(), Stream.of(process))
                        .toList()
                        .forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}

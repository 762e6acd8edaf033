package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.supervise.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What an installation that was killed left running: its processes end by themselves when
/// their
/// pipe closes, which takes a few seconds.
final class Leftovers {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

    private Leftovers() {}

    /// Waits for them, and kills what is still there after the limit. Only to be called while
    /// the
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
        await(alive, limit);
        alive.forEach(
                process ->
                        Stream.concat(process.descendants(), Stream.of(process))
                                .toList()
                                .forEach(ProcessHandle::destroyForcibly));
        await(alive, KILL_LIMIT);
    }

    private static void await(List<ProcessHandle> processes, Duration limit)
            throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(
                        processes.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            // The caller goes on to kill them, or to name the port that they hold.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

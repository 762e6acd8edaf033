package io.dataface.tasks.worker.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Ends what an earlier worker process left running.
public final class Leftovers {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Leftovers() {}

    /// A process that was started once; the start time tells it from a later one with its number.
    public record Root(long pid, long startedMillis) {}

    /// When the process started, in ms since 1970, as [Root] wants it; 0 if unknown.
    public static long startedMillis(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    /// Kills all that carry a marker with this prefix, and these roots with their descendants.
    ///
    /// @return how many processes were killed
    public static int kill(String markerPrefix, List<Root> roots) {
        var killed = 0;
        var end = System.nanoTime() + LIMIT.toNanos();
        var alive = living(markerPrefix, roots);
        while (!alive.isEmpty() && System.nanoTime() < end) {
            killed += alive.size();
            alive.forEach(ProcessHandle::destroyForcibly);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return killed;
            }
            alive = living(markerPrefix, roots);
        }
        return killed;
    }

    private static List<ProcessHandle> living(String markerPrefix, List<Root> roots) {
        var known =
                roots.stream()
                        .filter(root -> root.startedMillis() == startedMillis(root.pid()))
                        .flatMap(root -> ProcessHandle.of(root.pid()).stream())
                        .flatMap(root -> Stream.concat(root.descendants(), Stream.of(root)));
        return Stream.concat(known, MarkedProcesses.find(markerPrefix).stream())
                .filter(MarkedProcesses::living)
                .distinct()
                .toList();
    }
}

package io.dataface.tasks.worker.process;

import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A started program with all its descendants, found by descent and by their marker.
public final class ProcessTree {
    private static final Duration DEATH = Duration.ofSeconds(5);

    private final Process root;
    private final String marker;
    private final boolean namespaced;
    // Who was once seen is remembered: a child that is reparented and clears its environment
    // between two looks would else be forgotten.
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(Process root, String marker, boolean namespaced) {
        this.root = root;
        this.marker = marker;
        this.namespaced = namespaced;
    }

    /// The process id of its root.
    public long pid() {
        return root.pid();
    }

    public InputStream stdout() {
        return root.getInputStream();
    }

    public InputStream stderr() {
        return root.getErrorStream();
    }

    /// Whether the program itself still runs.
    public boolean alive() {
        return root.isAlive();
    }

    /// Waits for the program itself, at most so long; whether it has ended.
    public boolean await(Duration limit) throws InterruptedException {
        return root.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The program's exit code; illegal while it runs.
    public int exitCode() {
        return root.exitValue();
    }

    /// CPU time that the living members have used.
    public Duration cpu() {
        return members().stream()
                .flatMap(member -> member.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Ends every member: TERM, and KILL for those that still live after `grace`. Returns when
    /// none is left, or after five more seconds.
    public void kill(Duration grace) {
        if (!grace.isZero() && !members().isEmpty()) {
            // TERM to the outermost process of a namespace would kill the rest without grace.
            members().stream()
                    .filter(member -> !namespaced || member.pid() != root.pid())
                    .forEach(ProcessHandle::destroy);
            awaitEnd(grace);
        }
        var limit = System.nanoTime() + DEATH.toNanos();
        while (!members().isEmpty() && System.nanoTime() < limit) {
            members().forEach(ProcessHandle::destroyForcibly);
            awaitEnd(Duration.ofMillis(50));
        }
    }

    private void awaitEnd(Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!members().isEmpty() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                // Ending the tree matters more than ending soon.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized List<ProcessHandle> members() {
        var found =
                Stream.of(
                                Stream.of(root.toHandle()),
                                root.toHandle().descendants(),
                                MarkedProcesses.find(marker).stream())
                        .flatMap(handles -> handles)
                        .toList();
        seen.addAll(found);
        List.copyOf(seen).stream().flatMap(ProcessHandle::descendants).forEach(seen::add);
        seen.removeIf(member -> !MarkedProcesses.living(member));
        return List.copyOf(seen);
    }
}

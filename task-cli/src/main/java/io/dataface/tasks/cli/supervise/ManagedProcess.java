package io.dataface.tasks.cli.supervise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps one process running: starts it, starts it again when it ends, and ends it on request by
/// closing its standard input, by force where that does not help in time.
final class ManagedProcess {
    /// Learns when a process starts and ends.
    interface Listener {
        /// It runs.
        void started(Part part, Process process);

        /// It ended without being asked to and starts again after the pause.
        void ended(Part part, int exitCode, int endings, Duration pause);
    }

    private static final Duration FORCE_LIMIT = Duration.ofSeconds(2);

    /// What a shell reports for a program that cannot be started.
    private static final int CANNOT_START = 127;

    private final Part part;
    private final Listener listener;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private @Nullable Process process;
    private int endings;

    ManagedProcess(Part part, Listener listener) {
        this.part = part;
        this.listener = listener;
    }

    Part part() {
        return part;
    }

    void start() {
        Thread.ofPlatform().name("keep-" + part.name()).daemon().start(this::keepRunning);
    }

    private void keepRunning() {
        try {
            while (stopRequested.getCount() > 0) {
                long began = System.nanoTime();
                int exitCode = runOnce();
                if (stopRequested.getCount() == 0) {
                    return;
                }
                Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - began));
                listener.ended(part, exitCode, ++endings, pause);
                if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int runOnce() throws InterruptedException {
        try {
            Process running = launch();
            if (running == null) {
                return 0;
            }
            listener.started(part, running);
            return running.waitFor();
        } catch (IOException e) {
            return CANNOT_START;
        }
    }

    private synchronized @Nullable Process launch() throws IOException {
        if (stopRequested.getCount() == 0) {
            return null;
        }
        ProcessBuilder builder = new ProcessBuilder(Sessions.own(part.command()));
        builder.environment().putAll(part.environment());
        builder.directory(part.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
        process = builder.start();
        return process;
    }

    synchronized Optional<Process> findRunning() {
        return Optional.ofNullable(process).filter(Process::isAlive);
    }

    /// Asks it to end and returns at once.
    void requestStop() {
        Optional<Process> running;
        synchronized (this) {
            stopRequested.countDown();
            running = findRunning();
        }
        running.ifPresent(
                child -> {
                    try {
                        child.getOutputStream().close();
                    } catch (IOException closed) {
                        // It ended between the look and the close.
                    }
                });
    }

    /// Waits for the end that was asked for; after the limit it and all it started are killed.
    void awaitStop(Duration limit) throws InterruptedException {
        Optional<Process> running = findRunning();
        if (running.isEmpty()) {
            return;
        }
        Process child = running.get();
        if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            child.waitFor(FORCE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Kills it and everything it started.
    void kill() {
        stopRequested.countDown();
        findRunning()
                .ifPresent(
                        child -> {
                            List<ProcessHandle> all =
                                    Stream.concat(Stream.of(child.toHandle()), child.descendants())
                                            .toList();
                            all.forEach(ProcessHandle::destroyForcibly);
                        });
    }
}

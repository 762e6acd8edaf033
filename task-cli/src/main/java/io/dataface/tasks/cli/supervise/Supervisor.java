package io.dataface.tasks.cli.supervise;

import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts the parts of an installation, keeps them running, and stops them in groups, the last
/// started first.
public final class Supervisor {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int ENDINGS_BEFORE_READY = 3;

    private final Progress progress;
    private final CountDownLatch stopRequested;
    private final Runnable changed;
    private final List<Starting> waiting = new ArrayList<>();
    private final List<ManagedProcess> processes = new CopyOnWriteArrayList<>();

    /// @param progress told of everything
    /// @param stopRequested opened when a person asks to stop, also while parts still start
    /// @param changed told each time a process has started
    public Supervisor(Progress progress, CountDownLatch stopRequested, Runnable changed) {
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.changed = changed;
    }

    /// Starts the parts together and waits until all are ready, as [#awaitReady] does.
    public boolean start(List<Part> parts, Duration limit) throws InterruptedException {
        parts.forEach(this::begin);
        return awaitReady(limit, "");
    }

    /// Starts a part and does not wait for it.
    public void begin(Part part) {
        Starting starting = new Starting(part);
        processes.add(starting.process);
        waiting.add(starting);
        starting.process.start();
    }

    /// Waits until all that has begun, and whose name starts with the prefix, is ready.
    ///
    /// @return whether it is; false where stopping was asked for meanwhile
    /// @throws CliException where a part keeps ending, or is not ready within the limit
    public boolean awaitReady(Duration limit, String prefix) throws InterruptedException {
        while (true) {
            waiting.removeIf(starting -> starting.isNamed(prefix) && starting.isReady());
            List<Starting> left =
                    waiting.stream().filter(starting -> starting.isNamed(prefix)).toList();
            if (left.isEmpty()) {
                return stopRequested.getCount() > 0;
            }
            left.forEach(starting -> starting.requireHope(limit));
            if (stopRequested.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
    }

    /// What runs now.
    public List<RunFile.RunningProcess> running() {
        return processes.stream()
                .flatMap(
                        process ->
                                process
                                        .findRunning()
                                        .map(
                                                child ->
                                                        RunFile.RunningProcess.of(
                                                                process.part().name(),
                                                                child.toHandle()))
                                        .stream())
                .toList();
    }

    /// Stops every process whose name starts with one of the prefixes, together, each within the
    /// limit.
    public void stop(Duration limit, String... prefixes) throws InterruptedException {
        List<ManagedProcess> chosen =
                processes.stream()
                        .filter(
                                process ->
                                        List.of(prefixes).stream()
                                                .anyMatch(process.part().name()::startsWith))
                        .toList();
        chosen.forEach(ManagedProcess::requestStop);
        long began = System.nanoTime();
        for (ManagedProcess process : chosen) {
            Duration left = limit.minusNanos(System.nanoTime() - began);
            process.awaitStop(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /// Kills everything at once.
    public void kill() {
        processes.forEach(ManagedProcess::kill);
    }

    /// A part on its way to being ready, and what is told about it from then on.
    private final class Starting implements ManagedProcess.Listener {
        private final ManagedProcess process;
        private final long began = System.nanoTime();
        private volatile int endings;
        private volatile boolean ready;

        Starting(Part part) {
            this.process = new ManagedProcess(part, this);
        }

        boolean isNamed(String prefix) {
            return process.part().name().startsWith(prefix);
        }

        private Duration taken() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        boolean isReady() {
            if (process.findRunning().isPresent() && process.part().ready().getAsBoolean()) {
                ready = true;
                progress.ready(process.part().name(), taken());
            }
            return ready;
        }

        void requireHope(Duration limit) {
            String name = process.part().name();
            if (endings >= ENDINGS_BEFORE_READY) {
                throw new CliException(
                                Exit.FAILURE,
                                "start_failed",
                                "%s ended %d times while starting".formatted(name, endings))
                        .why(LogFiles.tail(process.part().log()));
            }
            if (taken().compareTo(limit) > 0) {
                throw new CliException(
                                Exit.UNAVAILABLE,
                                "start_failed",
                                "%s was not ready within %d s".formatted(name, limit.toSeconds()))
                        .why(LogFiles.tail(process.part().log()));
            }
        }

        @Override
        public void started(Part part, Process child) {
            changed.run();
            if (ready) {
                progress.restarted(part.name(), child.pid());
            }
        }

        @Override
        public void ended(Part part, int exitCode, int times, Duration pause) {
            endings = times;
            progress.ended(part.name(), exitCode, pause, part.log());
        }
    }
}

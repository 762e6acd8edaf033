package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.worker.doorbell.Doorbells;
import io.dataface.tasks.worker.doorbell.VainRings;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.manager.Backoff;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.manager.RefusedException;
import io.dataface.tasks.worker.run.DispatchRun;
import io.dataface.tasks.worker.run.Hold;
import io.dataface.tasks.worker.run.Runner;
import io.dataface.tasks.worker.settings.WorkerProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Asks for work, one poll at a time: polls wait at the manager, or where doorbells ring are made
/// when one does. Carries each lease to its answered result.
final class Polls {
    /// Registers anew with a manager that does not know this worker any more.
    @FunctionalInterface
    interface Registering {
        LeaseTimes again() throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(Polls.class);
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Duration LISTEN = Duration.ofSeconds(1);

    private final WorkerProperties settings;
    private final ManagerClient manager;
    private final Journal journal;
    private final Runner runner;
    private final LeaseTimes times;
    private final Holds holds;
    private final Drain drain;
    private final Renewals renewals;
    private final Registering registering;
    private final @Nullable Doorbells doorbells;
    private final Reports reports;
    private final Map<Hold, Thread> carriers = new ConcurrentHashMap<>();
    private final Map<Hold, DispatchRun> runs = new ConcurrentHashMap<>();
    private final VainRings vainRings = new VainRings();
    private final ReentrantLock polling = new ReentrantLock();
    private volatile @Nullable Thread waiting;
    private boolean answered = true;
    private long askedNanos;

    Polls(
            WorkerProperties settings,
            ManagerClient manager,
            Journal journal,
            Runner runner,
            LeaseTimes times,
            Holds holds,
            Drain drain,
            Renewals renewals,
            Registering registering,
            @Nullable Doorbells doorbells) {
        this.settings = settings;
        this.manager = manager;
        this.journal = journal;
        this.runner = runner;
        this.times = times;
        this.holds = holds;
        this.drain = drain;
        this.renewals = renewals;
        this.registering = registering;
        this.doorbells = doorbells;
        if (doorbells != null) {
            doorbells.whenFull(() -> free() <= 0);
        }
        this.reports = new Reports(manager, journal.incarnation());
    }

    /// Polls until the worker ends.
    void run() throws InterruptedException {
        waiting = Thread.currentThread();
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        while (!drain.ending()) {
            if (!drain.draining()) {
                if (!holds.awaitAtMost(settings.capacity() - 1, BREATH.multipliedBy(5))) {
                    continue;
                }
            }
            try {
                if (doorbells == null) {
                    step(times.pollWait());
                } else {
                    step(doorbells);
                }
                backoff.reset();
            } catch (RefusedException e) {
                if (e.status() == 404) {
                    log.warn("The manager does not know this worker: {}", e.getMessage());
                    registering.again();
                }
                backoff.pause();
            } catch (IOException e) {
                if (Thread.interrupted() || drain.ending()) {
                    return;
                }
                log.debug("A poll was not answered", e);
                backoff.pause();
            }
        }
    }

    /// Waits for a ring, at most a moment; polls where one came or nothing was heard for long, and
    /// only then acknowledges. Listens while the manager answers and work is wanted.
    void step(Doorbells doorbells) throws IOException, InterruptedException {
        if (drain.draining()) {
            doorbells.pause();
        } else if (answered) {
            doorbells.listen();
        }
        var ring = doorbells.bell().await(LISTEN);
        if (!ring.rang() && System.nanoTime() - askedNanos < doorbells.fallback().toNanos()) {
            return;
        }
        boolean useful = false;
        try {
            answered = false;
            boolean got;
            do {
                askedNanos = System.nanoTime();
                got = ask(Duration.ZERO);
                useful |= got;
            } while (got && free() > 0);
            answered = true;
        } finally {
            if (!answered) {
                doorbells.pause();
                doorbells.bell().ring();
            }
            ring.heard().forEach(Runnable::run);
        }
        Thread.sleep(vainRings.pauseAfter(ring, useful));
    }

    private int free() {
        return drain.draining() ? 0 : settings.capacity() - holds.all().size();
    }

    /// One poll, and what follows from its answer.
    void step(Duration wait) throws IOException, InterruptedException {
        var asked = System.nanoTime();
        // An answer that comes at once with nothing in it must not make this loop spin.
        if (!ask(wait) && System.nanoTime() - asked < BREATH.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
        }
    }

    /// Whether there was something to take.
    private boolean ask(Duration wait) throws IOException {
        var answer = poll(wait, Math.max(0, free()));
        drain.wish(answer.drain());
        answer.grants().forEach(this::take);
        return !answer.grants().isEmpty();
    }

    private Polled poll(Duration wait, int max) throws IOException {
        polling.lock();
        try {
            var held = new Poll(holds.all().stream().map(Hold::lease).toList());
            return manager.poll(journal.incarnation(), wait, max, held);
        } finally {
            polling.unlock();
        }
    }

    /// The last poll of a worker that ends: what it names goes back.
    void handBack() {
        var poller = waiting;
        if (poller != null) {
            poller.interrupt();
        }
        try {
            poll(Duration.ZERO, 0).grants().forEach(this::take);
        } catch (IOException e) {
            log.debug("Nothing could be handed back", e);
        }
    }

    /// Ends what is left without waiting.
    void abandon() {
        runs.values().forEach(DispatchRun::abandonLog);
        carriers.values().forEach(Thread::interrupt);
    }

    private long fence(Grant grant) {
        var rest = Duration.ofMillis(grant.leaseMillis()).minus(times.kill());
        return System.nanoTime() + rest.toNanos();
    }

    private void take(Grant grant) {
        var hold = new Hold(grant, fence(grant), renewals::ring);
        if (holds.add(hold)) {
            var thread =
                    Thread.ofVirtual()
                            .name("run-" + grant.dispatchId())
                            .unstarted(() -> carry(hold));
            carriers.put(hold, thread);
            thread.start();
        }
    }

    private void carry(Hold hold) {
        MDC.put("dispatch", hold.grant().dispatchId().toString());
        MDC.put("task", hold.grant().taskId());
        try {
            if (drain.draining()) {
                reports.send(handedBack(hold));
            } else if (renewals.acknowledge(hold)) {
                var result = findResult(hold);
                if (result != null) {
                    reports.send(result);
                }
            }
        } catch (InterruptedException e) {
            log.debug("The worker ended before a result was answered", e);
        } catch (IOException | RuntimeException e) {
            log.error("A lease is given up and will run out", e);
        } finally {
            carriers.remove(hold);
            runs.remove(hold);
            holds.remove(hold);
            if (doorbells != null) {
                doorbells.bell().ring();
            }
            MDC.clear();
        }
    }

    private @Nullable Result findResult(Hold hold) throws IOException, InterruptedException {
        var cause = hold.findCause();
        if (cause.isPresent()) {
            return DispatchRun.unstarted(hold, cause.get());
        }
        var grant = hold.grant();
        if (!journal.start(grant.dispatchId(), grant.token())) {
            log.warn("A lease was granted twice; it is not run again");
            return null;
        }
        log.info("Runs a dispatch of {}", grant.slug());
        var run =
                runner.run(
                        hold,
                        (offset, stream, bytes) ->
                                manager.append(
                                        grant.dispatchId(), grant.token(), offset, stream, bytes),
                        renewals);
        runs.put(hold, run);
        return run.execute();
    }

    private static Result handedBack(Hold hold) {
        var grant = hold.grant();
        return new Result(
                grant.dispatchId(),
                grant.token(),
                Result.Outcome.HAND_BACK,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }
}

package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.loop.Loop;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.WorkerDraining;
import io.dataface.tasks.model.worker.Grant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// Serves all waiting polls from one loop: wakes when something changed, claims once for
/// everybody, answers those who got something.
@Component
class Claimer extends Loop {
    private static final Logger log = LoggerFactory.getLogger(Claimer.class);

    /// Less than a worker waits for an answer beyond its poll's own wait.
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Claims claims;
    private final DispatchMeters meters;
    private final Semaphore rung = new Semaphore(0);
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private final ReentrantLock claiming = new ReentrantLock();

    Claimer(Claims claims, DispatchMeters meters) {
        super("claimer");
        this.claims = claims;
        this.meters = meters;
    }

    private record Waiting(LiveWorker worker, int slots, CompletableFuture<List<Grant>> answer) {}

    /// Waits for leases; a later poll of the same worker ends an earlier one with nothing.
    CompletableFuture<List<Grant>> poll(LiveWorker worker, int slots) {
        var poll = enter(worker, slots);
        ring();
        return poll.answer();
    }

    /// Looks once, in the caller's thread, for a poll that does not wait: its answer is what is
    /// claimed for it, however long that takes. Whoever comes meanwhile is served by the next look.
    List<Grant> pollNow(LiveWorker worker, int slots) {
        var poll = enter(worker, slots);
        claiming.lock();
        try {
            if (!poll.answer().isDone()) {
                cycle();
            }
        } finally {
            claiming.unlock();
            end(poll);
        }
        return poll.answer().getNow(List.of());
    }

    private Waiting enter(LiveWorker worker, int slots) {
        var poll = new Waiting(worker, slots, new CompletableFuture<>());
        synchronized (waiting) {
            var earlier = waiting.put(worker.id(), poll);
            if (earlier != null) {
                earlier.answer().complete(List.of());
            }
        }
        if (!isRunning()) {
            end(poll);
        }
        return poll;
    }

    /// Ends a poll whose time is over. A claim that is on its way for it is waited for: its grants
    /// would begin to age unheard.
    void leave(UUID worker, CompletableFuture<List<Grant>> answer) {
        synchronized (waiting) {
            waiting.computeIfPresent(worker, (id, w) -> w.answer() == answer ? null : w);
        }
        try {
            if (claiming.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                claiming.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.complete(List.of());
    }

    /// Looks again, soon: something may have become eligible.
    void ring() {
        rung.release();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistryChanged change) {
        if (!change.dispatches().isEmpty() || !change.tasks().isEmpty() || change.files()) {
            ring();
        }
    }

    /// Ends the poll of a worker that is to drain, so that it hears of that at once.
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(WorkerDraining draining) {
        end(draining.worker());
    }

    /// Ends the worker's poll and waits until no claim that counted on it is on its way.
    void endPollOf(UUID worker) {
        end(worker);
        claims.awaitPresent();
    }

    private void end(UUID worker) {
        Waiting poll;
        synchronized (waiting) {
            poll = waiting.get(worker);
        }
        if (poll != null) {
            end(poll);
        }
    }

    /// One cycle: claims for all who wait now.
    void cycle() {
        claiming.lock();
        try {
            claimForAll();
        } finally {
            claiming.unlock();
        }
    }

    private void claimForAll() {
        List<Waiting> polls;
        synchronized (waiting) {
            polls = List.copyOf(waiting.values());
        }
        if (polls.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        var grants =
                claims.claim(
                        polls.stream()
                                .map(w -> new Claims.Request(w.worker(), w.slots()))
                                .toList());
        meters.claimed(Duration.ofNanos(System.nanoTime() - start));
        for (int i = 0; i < polls.size(); i++) {
            if (!grants.get(i).isEmpty()) {
                var poll = polls.get(i);
                synchronized (waiting) {
                    waiting.remove(poll.worker().id(), poll);
                }
                poll.answer().complete(grants.get(i));
            }
        }
    }

    @Override
    protected void turn() throws InterruptedException {
        if (rung.tryAcquire(1, TimeUnit.SECONDS)) {
            rung.drainPermits();
        }
        cycle();
    }

    @Override
    protected void failed(RuntimeException failure) throws InterruptedException {
        log.atWarn()
                .setCause(failure)
                .log("Claim cycle failed; polls wait on, the next cycle tries again");
        Thread.sleep(PAUSE);
    }

    private void end(Waiting poll) {
        synchronized (waiting) {
            waiting.remove(poll.worker().id(), poll);
        }
        poll.answer().complete(List.of());
    }

    /// Answers all polls with nothing; in its phase before the web server's, which waits for
    /// requests.
    @Override
    public void stop() {
        super.stop();
        List<Waiting> polls;
        synchronized (waiting) {
            polls = List.copyOf(waiting.values());
        }
        polls.forEach(this::end);
    }
}

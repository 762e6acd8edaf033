package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.fleet.WorkerCalls.RefusedException;
import io.dataface.tasks.emulator.Broker;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One life of a played worker: registers, listens for doorbells, polls without waiting whenever
/// one rings or a slot gets free, renews, and reports; until it is killed.
final class Incarnation {
    private static final Duration FALLBACK = Duration.ofSeconds(10);
    private static final Duration BREATH = Duration.ofMillis(200);

    /// Rings in a row that led to nothing before the next is waited for, as real workers do.
    private static final int VAIN_RINGS = 5;

    private final UUID id = UUID.randomUUID();
    private final PlayedWorker worker;
    private final WorkerCalls calls;
    private final Broker broker;
    private final Map<UUID, Hold> holds = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ReentrantLock polling = new ReentrantLock();
    private final Semaphore freed = new Semaphore(0);
    private volatile Duration lease = Duration.ofSeconds(1);
    private volatile boolean dead;

    Incarnation(PlayedWorker worker, WorkerCalls calls, Broker broker) {
        this.worker = worker;
        this.calls = calls;
        this.broker = broker;
    }

    UUID id() {
        return id;
    }

    /// @param killed incarnations whose runs are known to be over
    void start(List<UUID> killed) {
        begin(
                () -> {
                    register(killed);
                    begin(this::listen);
                    begin(this::refill);
                    while (true) {
                        renewAll();
                        Thread.sleep(lease.dividedBy(6));
                    }
                });
    }

    private interface Loop {
        void run() throws InterruptedException;
    }

    private void begin(Loop loop) {
        threads.add(
                Thread.startVirtualThread(
                        () -> {
                            try {
                                loop.run();
                            } catch (InterruptedException killed) {
                                Thread.currentThread().interrupt();
                            } catch (IllegalStateException e) {
                                // A command that was cut off by the kill says so in its own way.
                                if (!dead) {
                                    throw e;
                                }
                            }
                        }));
    }

    /// Ends it without a word to anybody; nothing of it goes on afterwards.
    void kill() throws InterruptedException {
        dead = true;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            thread.join();
        }
    }

    boolean dead() {
        return dead;
    }

    private void register(List<UUID> killed) throws InterruptedException {
        while (true) {
            try {
                var answer = calls.register(registration(killed));
                lease = Duration.ofMillis(answer.leaseMillis());
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
            }
        }
    }

    private Registration registration(List<UUID> killed) {
        return new Registration(
                id,
                worker.name(),
                "played",
                "default",
                PlayedWorker.SLOTS,
                List.of("scripted"),
                List.of(),
                "1",
                killed);
    }

    /// Acknowledges at once while no slot is free, else whatever it could ask the manager about.
    /// The rest comes again.
    private void listen() throws InterruptedException {
        int vain = 0;
        while (true) {
            try {
                var bells = broker.await(PlayedWorker.SUBSCRIPTION, PlayedWorker.SLOTS);
                worker.heard(bells);
                if (!bells.isEmpty()) {
                    boolean got = free() > 0 && poll();
                    vain = got || free() == 0 ? 0 : vain + 1;
                    broker.ack(PlayedWorker.SUBSCRIPTION, bells);
                    if (vain > VAIN_RINGS) {
                        TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
                    }
                }
            } catch (IOException | IllegalStateException away) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
            }
        }
    }

    /// Asks whenever a slot gets free, and now and then without any reason.
    private void refill() throws InterruptedException {
        while (true) {
            if (freed.tryAcquire(FALLBACK.toMillis(), TimeUnit.MILLISECONDS)) {
                freed.drainPermits();
            }
            try {
                poll();
            } catch (IOException away) {
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
                freed.release();
            }
        }
    }

    private int free() {
        return Math.max(0, PlayedWorker.SLOTS - holds.size());
    }

    /// Whether there was something to take.
    private boolean poll() throws IOException, InterruptedException {
        polling.lockInterruptibly();
        try {
            var held = new Poll(holds.values().stream().map(Hold::named).toList());
            long asked = System.nanoTime();
            var grants = calls.poll(id, free(), held).grants();
            for (var grant : grants) {
                var hold = new Hold(grant, lease, asked);
                if (holds.putIfAbsent(grant.dispatchId(), hold) == null) {
                    begin(() -> carry(hold));
                }
            }
            return !grants.isEmpty();
        } catch (RefusedException e) {
            if (e.status() == 404) {
                register(List.of());
                freed.release();
            }
            throw e;
        } finally {
            polling.unlock();
        }
    }

    /// Whatever becomes of the run, its slot is free afterwards.
    private void carry(Hold hold) throws InterruptedException {
        try {
            new PlayedRun(this, worker, hold).carry();
        } finally {
            holds.remove(hold.grant().dispatchId(), hold);
            freed.release();
        }
    }

    private void renewAll() throws InterruptedException {
        var all = List.copyOf(holds.values());
        if (!all.isEmpty()) {
            renew(all);
        }
    }

    /// Whether it was answered.
    boolean renew(List<Hold> some) throws InterruptedException {
        long asked = System.nanoTime();
        try {
            var lines = new ArrayList<Renewal.Line>();
            some.forEach(hold -> lines.add(hold.line()));
            for (var answer : calls.renew(id, new Renewal(lines)).leases()) {
                some.stream()
                        .filter(hold -> hold.grant().token() == answer.token())
                        .forEach(hold -> hold.renewed(answer, asked));
            }
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    /// Reports until that is answered.
    void report(Result result) throws InterruptedException {
        while (true) {
            try {
                calls.report(id, new Results(List.of(result)));
                return;
            } catch (RefusedException e) {
                if (e.status() < 500) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
            } catch (IOException away) {
                TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
            }
        }
    }
}

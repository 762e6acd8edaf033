package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Node;
import io.dataface.tasks.chaos.check.Watcher;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Hurts one part after another, at random; what was hurt is well again after some seconds, while
/// others are hurt.
final class Kills {
    private static final int STARTS = 10;

    /// Managers, database and emulator that are away at once: a slow machine starts them slowly,
    /// and with all of them away nothing would be tried.
    private static final int AWAY = 2;

    private final Installation installation;
    private final List<PlayedWorker> fleet;
    private final Watcher watcher;
    private final InstantSource clock;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Boolean> busy = new TreeMap<>();
    private final ExecutorService restarts = Executors.newVirtualThreadPerTaskExecutor();

    Kills(
            Installation installation,
            List<PlayedWorker> fleet,
            Watcher watcher,
            InstantSource clock,
            Random random) {
        this.installation = installation;
        this.fleet = fleet;
        this.watcher = watcher;
        this.clock = clock;
        this.random = random;
    }

    private interface Deed {
        void run() throws InterruptedException;
    }

    /// Chooses one, and waits a while.
    void one() throws InterruptedException {
        long away = random.nextInt(2000);
        int choice = random.nextInt(20);
        if (choice < 11) {
            int n = random.nextInt(fleet.size());
            hurt("worker", "worker-" + n, false, () -> fleet.get(n).killAndRestart(away));
        } else if (choice < 14) {
            var manager = manager();
            hurt("manager", manager.name(), true, () -> killed(manager, away));
        } else if (choice < 15) {
            var manager = manager();
            hurt("manager frozen", manager.name(), true, () -> frozen(manager, away));
        } else if (choice < 18) {
            hurt("emulator", "emulator", true, () -> emulatorKilled(away));
        } else if (choice < 19) {
            hurt("emulator frozen", "emulator", true, () -> emulatorFrozen(away));
        } else {
            hurt("postgres", "postgres", true, () -> killed(installation.postgres(), away / 4));
        }
        Thread.sleep(600 + random.nextInt(1200));
    }

    private Node manager() {
        return installation.managers().get(random.nextInt(installation.managers().size()));
    }

    private void hurt(String kind, String victim, boolean excuses, Deed deed) {
        synchronized (busy) {
            boolean enough = excuses && busy.values().stream().filter(b -> b).count() >= AWAY;
            if (enough || busy.putIfAbsent(victim, excuses) != null) {
                return;
            }
            counts.merge(kind, 1, Integer::sum);
        }
        restarts.submit(
                () -> {
                    var from = clock.instant();
                    try {
                        deed.run();
                    } finally {
                        if (excuses) {
                            watcher.fault(kind, from, clock.instant(), false);
                        }
                        synchronized (busy) {
                            busy.remove(victim);
                        }
                    }
                    return null;
                });
    }

    private static void killed(Node node, long away) throws InterruptedException {
        node.kill();
        Thread.sleep(away);
        for (int attempt = 1; ; attempt++) {
            try {
                if (node.alive()) {
                    node.awaitReady();
                } else {
                    node.start();
                }
                return;
            } catch (RuntimeException e) {
                // Postgres may be away too: a supervisor would try again.
                if (attempt == STARTS) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private static void frozen(Node node, long away) throws InterruptedException {
        node.freeze();
        try {
            Thread.sleep(away * 2);
        } finally {
            node.thaw();
        }
    }

    private void emulatorKilled(long away) throws InterruptedException {
        installation.emulator().kill();
        Thread.sleep(away);
        installation.emulator().start();
    }

    private void emulatorFrozen(long away) throws InterruptedException {
        installation.emulator().freeze();
        try {
            Thread.sleep(away * 2);
        } finally {
            installation.emulator().thaw();
        }
    }

    /// How often each kind of part was hurt so far.
    Map<String, Integer> counts() {
        synchronized (busy) {
            return new TreeMap<>(counts);
        }
    }

    /// Hurts no more, and waits until all is well.
    void end() throws InterruptedException {
        restarts.shutdown();
        if (!restarts.awaitTermination(3, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Something that was hurt is not well again");
        }
    }
}

package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.Node;
import io.dataface.tasks.chaos.Proxy.Exchange;
import io.dataface.tasks.chaos.check.Journals;
import io.dataface.tasks.chaos.check.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Does faults to an installation and ends them: one at a time to each process and each
/// connection, several at once to the whole.
final class Harm {
    private static final int STARTS = 6;

    private final Installation installation;
    private final Wire wire;
    private final @Nullable Wire bellWire;
    private final Journals journals;
    private final Watcher watcher;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// @param bellWire to the emulator; null where there is none
    Harm(
            Installation installation,
            Wire wire,
            @Nullable Wire bellWire,
            Journals journals,
            Watcher watcher,
            InstantSource clock,
            RandomGenerator random) {
        this.installation = installation;
        this.wire = wire;
        this.bellWire = bellWire;
        this.journals = journals;
        this.watcher = watcher;
        this.clock = clock;
        this.random = random;
    }

    /// Does it, waits, and ends it; returns when what it hit is well again.
    void inflict(Fault fault) throws InterruptedException {
        var lock = locks.computeIfAbsent(victim(fault), name -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var from = clock.instant();
            switch (fault.kind()) {
                case KILL -> kill(fault);
                case STOP -> stop(fault);
                case SLOW, DROP -> disturb(fault);
            }
            watcher.fault(
                    fault.toString(),
                    from,
                    clock.instant(),
                    fault.target() == Fault.Target.WORKER && fault.kind() == Fault.Kind.STOP);
        } finally {
            lock.unlock();
        }
    }

    // A slow worker is one whose process is held up; everything else is done to the connections.
    private static String victim(Fault fault) {
        boolean process =
                fault.kind() == Fault.Kind.KILL
                        || fault.kind() == Fault.Kind.STOP
                        || (fault.kind() == Fault.Kind.SLOW
                                && fault.target() == Fault.Target.WORKER);
        if (process) {
            return fault.target().name() + fault.number();
        }
        return switch (fault.target()) {
            case POSTGRES -> "wire";
            case EMULATOR -> "bell wire";
            case MANAGER, WORKER -> "proxy";
        };
    }

    private Node node(Fault fault) {
        return switch (fault.target()) {
            case MANAGER -> installation.manager();
            case WORKER -> installation.worker(fault.number());
            case POSTGRES -> installation.postgres();
            case EMULATOR -> throw new IllegalArgumentException("" + fault);
        };
    }

    private void kill(Fault fault) throws InterruptedException {
        if (fault.target() == Fault.Target.EMULATOR) {
            installation.emulator().kill();
            Thread.sleep(fault.lasting());
            installation.emulator().start();
            return;
        }
        var node = node(fault);
        node.kill();
        Thread.sleep(fault.lasting());
        start(node);
    }

    /// Starts it as a supervisor does: again, if it ends because something else is away. One
    /// that
    /// lives and waits for another part is waited for.
    void start(Node node) {
        for (int attempt = 1; ; attempt++) {
            readJournals();
            try {
                if (node.alive()) {
                    node.awaitReady();
                } else {
                    node.start();
                }
                return;
            } catch (IllegalStateException | ConditionTimeoutException e) {
                if (attempt == STARTS) {
                    throw e;
                }
            }
        }
    }

    private void readJournals() {
        for (int number = 1; number <= installation.workers().size(); number++) {
            journals.read(installation.worker(number).name(), installation.workerFolder(number));
        }
    }

    private void stop(Fault fault) throws InterruptedException {
        if (fault.target() == Fault.Target.EMULATOR) {
            installation.emulator().freeze();
            try {
                Thread.sleep(fault.lasting());
            } finally {
                installation.emulator().thaw();
            }
            return;
        }
        var node = node(fault);
        node.freeze();
        try {
            Thread.sleep(fault.lasting());
        } finally {
            node.thaw();
        }
    }

    private void disturb(Fault fault) throws InterruptedException {
        switch (fault.target()) {
            case POSTGRES -> disturb(wire, fault);
            case EMULATOR -> disturb(Objects.requireNonNull(bellWire), fault);
            case MANAGER -> disturbProxy(fault, exchange -> true);
            case WORKER -> {
                if (fault.kind() == Fault.Kind.SLOW) {
                    holdUp(fault);
                } else {
                    disturbProxy(fault, of(fault.number()));
                }
            }
        }
    }

    private static void disturb(Wire wire, Fault fault) throws InterruptedException {
        try {
            if (fault.kind() == Fault.Kind.SLOW) {
                wire.delay(Duration.ofMillis(fault.strength()));
            } else {
                wire.lose(fault.strength());
            }
            Thread.sleep(fault.lasting());
        } finally {
            wire.mend();
        }
    }

    private void disturbProxy(Fault fault, Predicate<Exchange> whose) throws InterruptedException {
        var proxy = installation.proxy();
        try {
            if (fault.kind() == Fault.Kind.SLOW) {
                proxy.delay(Duration.ofMillis(fault.strength()));
            } else {
                proxy.lose(e -> whose.test(e) && random.nextInt(100) < fault.strength());
            }
            Thread.sleep(fault.lasting());
        } finally {
            proxy.mend();
        }
    }

    /// A worker's own calls name its incarnation; appends to logs name no worker.
    private Predicate<Exchange> of(int worker) {
        var journal = installation.workerFolder(worker).resolve("journal/journal");
        return exchange -> {
            try {
                return Files.readAllLines(journal, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.startsWith("incarnation "))
                        .anyMatch(line -> exchange.path().contains(line.substring(12)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private void holdUp(Fault fault) throws InterruptedException {
        var node = node(fault);
        var end = System.nanoTime() + fault.lasting().toNanos();
        while (System.nanoTime() < end) {
            node.freeze();
            try {
                Thread.sleep(Math.max(20, fault.strength() / 4));
            } finally {
                node.thaw();
            }
            Thread.sleep(40);
        }
    }
}

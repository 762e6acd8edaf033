package io.dataface.tasks.manager.testing;

import io.dataface.tasks.manager.testing.Interleaving.Act;
import io.dataface.tasks.manager.testing.Interleaving.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One interleaving: each actor parks before each statement and each end of a transaction; one
/// goes on only when all others are parked, wait for its lock in the database, or are done.
final class Schedule {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(15);
    /// An actor that waits for something else than the database is left alone after this.
    private static final long ELSEWHERE = TimeUnit.MILLISECONDS.toNanos(30);

    private static final int LATEST = 40;
    /// How likely it is that who went goes on: from all taking turns to long runs of each.
    private static final double[] LASTING = {0, 0, 0.6, 0.9};

    private final Random random;
    private final Connection control;
    private final ThreadLocal<@Nullable Actor> current;
    private final Object monitor = new Object();
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final long start = System.nanoTime();
    private final double lasting;
    private @Nullable Actor last;

    Schedule(long seed, Connection control, ThreadLocal<@Nullable Actor> current) {
        this.random = new Random(seed);
        this.lasting = LASTING[random.nextInt(LASTING.length)];
        this.control = control;
        this.current = current;
    }

    private enum State {
        GOING,
        PARKED,
        DONE
    }

    final class Actor {
        private final Act act;
        private final int weight = 1 << random.nextInt(4);
        /// So many statements of others come before its first, if there are so many.
        private final int after = random.nextInt(3) > 0 ? 0 : random.nextInt(LATEST);
        private State state = State.GOING;
        private int backend;
        private String next = "";
        private @Nullable Outcome outcome;

        Actor(Act act) {
            this.act = act;
        }

        /// Parks until the schedule lets this actor send the statement.
        void gate(int backend, String statement) throws InterruptedException {
            synchronized (monitor) {
                this.backend = backend;
                next = statement;
                state = State.PARKED;
                monitor.notifyAll();
                while (state == State.PARKED) {
                    monitor.wait();
                }
            }
        }

        private void run() {
            current.set(this);
            Outcome came;
            try {
                came = new Outcome(act.name(), act.action().call(), null);
            } catch (Exception e) {
                came = new Outcome(act.name(), null, e);
            }
            synchronized (monitor) {
                outcome = came;
                state = State.DONE;
                monitor.notifyAll();
            }
        }
    }

    List<Outcome> play(List<Act> acts) throws Exception {
        acts.forEach(a -> actors.add(new Actor(a)));
        actors.forEach(a -> Thread.ofVirtual().name(a.act.name()).start(a::run));
        while (true) {
            settle();
            synchronized (monitor) {
                if (actors.stream().allMatch(a -> a.state == State.DONE)) {
                    return actors.stream().map(a -> Objects.requireNonNull(a.outcome)).toList();
                }
                release(ready());
            }
        }
    }

    private List<Actor> ready() {
        var parked = actors.stream().filter(a -> a.state == State.PARKED).toList();
        var due = parked.stream().filter(a -> a.after <= trace.size()).toList();
        return due.isEmpty() ? parked : due;
    }

    private void release(List<Actor> parked) throws InterruptedException {
        if (parked.isEmpty()) {
            monitor.wait(1);
            return;
        }
        if (last != null && parked.contains(last) && random.nextDouble() < lasting) {
            go(last);
            return;
        }
        int ticket = random.nextInt(parked.stream().mapToInt(a -> a.weight).sum());
        for (Actor actor : parked) {
            ticket -= actor.weight;
            if (ticket < 0) {
                go(actor);
                return;
            }
        }
    }

    private void go(Actor actor) {
        last = actor;
        trace.add(actor.act.name() + ": " + shortened(actor.next));
        actor.state = State.GOING;
        monitor.notifyAll();
    }

    /// Waits until nobody is on the way, but for those who wait for a lock.
    private void settle() throws InterruptedException, SQLException {
        long since = System.nanoTime();
        while (true) {
            List<Actor> going;
            synchronized (monitor) {
                if (going().isEmpty()) {
                    return;
                }
                monitor.wait(1);
                going = going();
            }
            long now = System.nanoTime();
            if (now - start > LONGEST) {
                throw new AssertionError("the race does not end; " + this);
            }
            if (going.isEmpty() || now - since > ELSEWHERE || waitForLocks(going)) {
                return;
            }
        }
    }

    private List<Actor> going() {
        return actors.stream().filter(a -> a.state == State.GOING).toList();
    }

    private boolean waitForLocks(List<Actor> going) throws SQLException {
        try (var statement =
                control.prepareStatement(
                        "select bool_and(cardinality(pg_blocking_pids(pid)) > 0) from unnest(?)"
                                + " pid")) {
            statement.setArray(
                    1,
                    control.createArrayOf(
                            "int4", going.stream().map(a -> (Object) a.backend).toArray()));
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > 100 ? line.substring(0, 100) + " …" : line;
    }

    @Override
    public String toString() {
        return String.join("\n  ", trace);
    }
}

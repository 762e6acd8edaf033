package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.worker.doorbell.Doorbells;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.manager.Backoff;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.manager.RefusedException;
import io.dataface.tasks.worker.run.Runner;
import io.dataface.tasks.worker.run.StopCause;
import io.dataface.tasks.worker.settings.WorkerProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The worker's life: registers, then polls, renews and fences until it is drained and stopped.
public final class Worker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration SHORT_KILL = Duration.ofMillis(1500);
    private static final Duration LAST_REPORTS = Duration.ofMillis(2500);

    private final WorkerProperties settings;
    private final String version;
    private final ManagerClient manager;
    private final Journal journal;
    private final Runner runner;
    private final @Nullable Doorbells doorbells;
    private final Holds holds = new Holds();
    private final Drain drain;
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Polls polls;
    private volatile boolean running;

    Worker(
            WorkerProperties settings,
            String version,
            ManagerClient manager,
            Journal journal,
            Runner runner,
            @Nullable Doorbells doorbells) {
        this.settings = settings;
        this.version = version;
        this.manager = manager;
        this.journal = journal;
        this.runner = runner;
        this.doorbells = doorbells;
        this.drain = new Drain(settings.drainLimit());
    }

    @Override
    public void start() {
        running = true;
        begin("worker-polls", this::live);
    }

    private void live() {
        try {
            var times = register();
            var renewals =
                    new Renewals(
                            manager,
                            journal.incarnation(),
                            times,
                            settings.killTime(),
                            holds,
                            drain);
            begin("worker-renewals", renewals::run);
            begin("worker-fence", () -> fence(renewals));
            var all =
                    new Polls(
                            settings,
                            manager,
                            journal,
                            runner,
                            times,
                            holds,
                            drain,
                            renewals,
                            this::register,
                            doorbells);
            polls = all;
            all.run();
        } catch (InterruptedException e) {
            log.debug("Polling ends", e);
        }
    }

    private synchronized void begin(String name, Runnable work) {
        if (!drain.ending()) {
            threads.add(Thread.ofVirtual().name(name).start(work));
        }
    }

    private static void fence(Renewals renewals) {
        try {
            while (true) {
                renewals.fence();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            log.debug("Fencing ends", e);
        }
    }

    /// Registers, however long it takes until the manager agrees.
    private LeaseTimes register() throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
        var told = "";
        while (true) {
            try {
                var registered = manager.register(registration());
                journal.told();
                log.info("Registered as {} ({})", settings.name(), journal.incarnation());
                return LeaseTimes.of(registered, settings.killTime());
            } catch (RefusedException e) {
                told = tell(told, e);
                backoff.pause();
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                told = tell(told, e);
                backoff.pause();
            }
        }
    }

    // Once for each kind of trouble, not once a try.
    private String tell(String told, IOException e) {
        var problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (!problem.equals(told)) {
            log.warn("Could not register at {} yet: {}", settings.managerUrl(), problem);
        }
        return problem;
    }

    private Registration registration() {
        return new Registration(
                journal.incarnation(),
                settings.name(),
                host(),
                settings.pool(),
                settings.capacity(),
                settings.agents().keySet().stream().sorted().toList(),
                settings.labels(),
                version,
                journal.killed());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /// Takes no new work, hands back what has not begun, lets runs go on up to the drain's limit,
    /// then stops them and reports that.
    @Override
    public void stop() {
        if (drain.ending()) {
            return;
        }
        log.info("Draining; runs may go on for {} s", settings.drainLimit().toSeconds());
        drain.end();
        if (doorbells != null) {
            doorbells.pause();
        }
        try {
            var all = polls;
            if (all != null) {
                all.handBack();
            }
            if (!holds.awaitAtMost(0, settings.drainLimit())) {
                var kill =
                        settings.killTime().compareTo(SHORT_KILL) < 0
                                ? settings.killTime()
                                : SHORT_KILL;
                holds.stopAll(StopCause.DRAINED, kill);
                holds.awaitAtMost(0, kill.plus(LAST_REPORTS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private synchronized void end() {
        running = false;
        // Whatever still holds on loses its lease now; nothing may go on without the worker.
        holds.stopAll(StopCause.LOST_CONTACT, Duration.ZERO);
        threads.forEach(Thread::interrupt);
        var all = polls;
        if (all != null) {
            all.abandon();
        }
        manager.close();
        try {
            journal.close();
        } catch (IOException e) {
            log.warn("The journal could not be closed: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Leases held at the moment.
    public int held() {
        return holds.all().size();
    }
}

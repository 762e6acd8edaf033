package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.source.FolderWatch;
import io.dataface.tasks.manager.plan.source.SourceAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Writes the settings, then passes over the plan for ever: when its folder changes, and every so
/// often.
@Component
class SyncLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    private static final Duration FOLDER_PERIOD = Duration.ofSeconds(5);

    /// An editor writes a file in several steps, and a pass in between would see half of them: it
    /// begins when nothing was written for so long, or after the longer time all the same.
    private static final Duration QUIET = Duration.ofMillis(10);

    private static final Duration LONGEST_SETTLE = Duration.ofMillis(100);

    private final AtomicLong rung = new AtomicLong();
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Settings settings;
    private final FolderWatch watch;
    private final Duration period;
    private final @Nullable PlanSync sync;
    private @Nullable Thread thread;
    private volatile boolean running;

    SyncLoop(
            Settings settings,
            PlanProperties properties,
            PlanImport imports,
            SearchIndex search,
            PlanRow row,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.watch = new FolderWatch(this::ring);
        String source = properties.source();
        if (source == null || source.isBlank()) {
            this.sync = null;
            this.period = FOLDER_PERIOD;
            return;
        }
        SourceAddress address = SourceAddress.parse(source);
        this.period = address.git() ? properties.poll() : FOLDER_PERIOD;
        this.sync =
                new PlanSync(
                        properties.id(),
                        properties.title() == null ? "" : properties.title(),
                        address.open(properties.ref(), clone(properties), watch),
                        imports,
                        search,
                        row,
                        events);
    }

    /// The sync of this plan, if it is the one that this manager keeps.
    Optional<PlanSync> findSync(String plan) {
        return Optional.ofNullable(sync).filter(s -> s.plan().equals(plan));
    }

    private void ring() {
        if (sync != null) {
            rung.set(sync.ask());
        }
        bell.offer(true);
    }

    /// Waits for a change or the time of the next pass.
    ///
    /// @return whether it was a change
    private boolean await() throws InterruptedException {
        if (bell.poll(period.toMillis(), TimeUnit.MILLISECONDS) == null) {
            return false;
        }
        long latest = System.nanoTime() + LONGEST_SETTLE.toNanos();
        boolean written = true;
        while (written && System.nanoTime() < latest) {
            written = bell.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS) != null;
        }
        return true;
    }

    private void loop(PlanSync passes) {
        long ticket = passes.ask();
        while (running) {
            try {
                passes.pass(ticket);
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | TransactionException e) {
                LOG.warn("Plan sync could not use the database; the next pass tries again", e);
            } catch (RuntimeException e) {
                LOG.error("Plan sync failed; the registry shows the plan as it was before", e);
            }
            try {
                ticket = await() ? rung.get() : passes.ask();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        settings.apply();
        running = true;
        if (sync == null) {
            LOG.warn("No plan is configured: set tasks.plan.source to a folder or git URL");
        } else {
            thread = Thread.ofVirtual().name("plan-sync").start(() -> loop(sync));
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            watch.close();
            if (thread != null) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (IOException e) {
            LOG.warn("Plan folder's watch did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server, so that no request finds a manager without its settings.
    @Override
    public int getPhase() {
        return 0;
    }

    private static Path clone(PlanProperties properties) {
        Path cache = properties.cache();
        if (cache == null) {
            cache = Path.of(System.getProperty("java.io.tmpdir"), "dataface-tasks-plans");
        }
        return cache.resolve(properties.id() + ".git");
    }
}

package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.worker.Workers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The manager's periodic pass: keeps the lease clock, ends overdue leases, cancels what the
/// plan closed, rings the claimer.
@Component
class Sweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENT = Duration.ofMinutes(10);

    private final Expiry expiry;
    private final Workers workers;
    private final Claimer claimer;
    private final Statistics statistics;
    private volatile boolean running;
    private @Nullable Thread loop;
    private int passes;

    Sweep(Expiry expiry, Workers workers, Claimer claimer, Statistics statistics) {
        this.expiry = expiry;
        this.workers = workers;
        this.claimer = claimer;
        this.statistics = statistics;
    }

    /// One pass.
    void pass() {
        expiry.tick();
        statistics.renew();
        for (UUID overdue : expiry.overdue()) {
            MDC.put("dispatch", overdue.toString());
            try {
                expiry.expire(overdue);
            } catch (RuntimeException e) {
                // One that cannot be ended must not keep the others.
                log.atWarn().setCause(e).log("Lease not ended; the next pass tries again");
            } finally {
                MDC.remove("dispatch");
            }
        }
        if (passes++ % 10 == 0) {
            expiry.cancelClosed();
            workers.endSilent(SILENT);
        }
        claimer.ring();
    }

    private void loop() {
        while (running) {
            try {
                pass();
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("Sweep failed; the next pass tries again");
                pauseOrStop();
            }
        }
    }

    private void pauseOrStop() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
        loop = Thread.ofPlatform().daemon().name("sweep").start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        if (loop != null) {
            loop.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

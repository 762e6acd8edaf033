package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.loop.Loop;
import io.dataface.tasks.manager.worker.Workers;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/// The manager's periodic pass: keeps the lease clock, ends overdue leases, cancels what the
/// plan closed, rings the claimer.
@Component
class Sweep extends Loop {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENT = Duration.ofMinutes(10);

    private final Expiry expiry;
    private final Workers workers;
    private final Claimer claimer;
    private final Statistics statistics;
    private int passes;

    Sweep(Expiry expiry, Workers workers, Claimer claimer, Statistics statistics) {
        super("sweep");
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

    @Override
    protected void turn() throws InterruptedException {
        pass();
        Thread.sleep(EVERY);
    }

    @Override
    protected void failed(RuntimeException failure) throws InterruptedException {
        log.atWarn().setCause(failure).log("Sweep failed; the next pass tries again");
        Thread.sleep(EVERY);
    }
}

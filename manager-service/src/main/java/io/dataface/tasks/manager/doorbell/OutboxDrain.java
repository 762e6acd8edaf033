package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.doorbell.Outbox.Taken;
import io.dataface.tasks.manager.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Publishes what the outbox holds: at once after a commit of this manager's, and within a second
/// what another one wrote and did not publish. No transaction is open meanwhile.
@Component
@WithPubSub
class OutboxDrain extends Loop {
    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Broker broker;
    private final Semaphore wakes = new Semaphore(0);
    private Duration pause = FIRST_PAUSE;

    OutboxDrain(Outbox outbox, Broker broker) {
        super("doorbell-outbox");
        this.outbox = outbox;
        this.broker = broker;
    }

    /// Looks again, soon.
    void wake() {
        wakes.release();
    }

    /// Publishes one batch.
    ///
    /// @return whether there may be more
    boolean step() {
        var taken = outbox.take(BATCH);
        if (taken.isEmpty()) {
            return false;
        }
        var waiting = taken.stream().filter(Taken::queued).toList();
        var unpublished = broker.publish(waiting);
        outbox.forget(taken.stream().filter(t -> !unpublished.contains(t)).toList());
        if (!unpublished.isEmpty()) {
            outbox.giveBack(List.copyOf(unpublished));
            throw new UnpublishedException(unpublished.size());
        }
        return taken.size() == BATCH;
    }

    @Override
    protected void turn() throws InterruptedException {
        if (wakes.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
        while (step()) {
            // The next batch.
        }
        pause = FIRST_PAUSE;
    }

    @Override
    protected void failed(RuntimeException failure) throws InterruptedException {
        if (failure instanceof UnpublishedException unpublished) {
            if (!isRunning()) {
                return;
            }
            log.atWarn()
                    .addKeyValue("rows", unpublished.rows())
                    .log("Doorbells not published; tried again, workers poll meanwhile");
        } else {
            log.atWarn().setCause(failure).log("Outbox not drained; tried again");
        }
        Thread.sleep(pause);
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static final class UnpublishedException extends RuntimeException {
        private final int rows;

        UnpublishedException(int rows) {
            super(rows + " rows");
            this.rows = rows;
        }

        int rows() {
            return rows;
        }
    }
}

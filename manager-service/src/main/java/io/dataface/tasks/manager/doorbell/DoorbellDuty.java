package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.doorbell.Admin.UnansweredException;
import io.dataface.tasks.manager.loop.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What one manager at a time does for all, every 5 s: rings anew for everything that can be had,
/// whatever became of earlier messages, keeps the broker's topics complete, and fetches what it
/// put aside.
@Component
@WithPubSub
class DoorbellDuty extends Loop {
    private static final Logger log = LoggerFactory.getLogger(DoorbellDuty.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final OutboxDrain drain;
    private final Topology topology;
    private final Admin admin;
    private final DeadLetterBox letters;
    private boolean looked;
    private boolean told;

    DoorbellDuty(
            Outbox outbox,
            OutboxDrain drain,
            Topology topology,
            Admin admin,
            DeadLetterBox letters) {
        super("doorbell-duty");
        this.outbox = outbox;
        this.drain = drain;
        this.topology = topology;
        this.admin = admin;
        this.letters = letters;
    }

    /// One pass; nothing where another manager did the same within the time.
    void pass() {
        if (outbox.sweep(EVERY)) {
            drain.wake();
            lookAfterBroker();
        }
    }

    private void lookAfterBroker() {
        try {
            if (topology.emulated() && topology.complete()) {
                drain.wake();
            }
            letters.empty(topology.pools());
            told = false;
        } catch (UnansweredException e) {
            if (!told) {
                told = true;
                log.atWarn()
                        .setCause(e.getCause())
                        .log("The broker does not answer; workers poll meanwhile");
            }
        }
    }

    /// Refuses to start while Google's Pub/Sub lacks a topic; one that cannot be asked keeps
    /// nobody from starting.
    private void check() {
        try {
            var commands = topology.missing();
            if (!commands.isEmpty()) {
                throw new MissingTopicsException(admin.project(), commands);
            }
        } catch (UnansweredException e) {
            log.atWarn()
                    .setCause(e.getCause())
                    .log("Topics and subscriptions could not be looked at; taken as they are");
        }
    }

    /// The first turn looks after the broker without waiting for its time.
    @Override
    protected void turn() throws InterruptedException {
        if (!looked) {
            looked = true;
            lookAfterBroker();
        }
        pass();
        Thread.sleep(LOOK);
    }

    @Override
    protected void failed(RuntimeException failure) throws InterruptedException {
        log.atWarn().setCause(failure).log("Doorbells were not rung anew; tried again");
        Thread.sleep(LOOK);
    }

    @Override
    public void start() {
        if (!topology.emulated()) {
            check();
        }
        super.start();
    }
}

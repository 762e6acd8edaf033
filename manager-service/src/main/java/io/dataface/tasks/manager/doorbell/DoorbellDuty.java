package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.doorbell.Admin.UnansweredException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What one manager at a time does for all, every 5 s: rings anew for everything that can be had,
/// whatever became of earlier messages, keeps the broker's topics complete, and fetches what it
/// put aside.
@Component
@WithPubSub
class DoorbellDuty implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DoorbellDuty.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final OutboxDrain drain;
    private final Topology topology;
    private final Admin admin;
    private final DeadLetterBox letters;
    private volatile boolean running;
    private @Nullable Thread loop;
    private boolean told;

    DoorbellDuty(
            Outbox outbox,
            OutboxDrain drain,
            Topology topology,
            Admin admin,
            DeadLetterBox letters) {
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

    private void loop() {
        lookAfterBroker();
        while (running) {
            try {
                pass();
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("Doorbells were not rung anew; tried again");
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void start() {
        if (!topology.emulated()) {
            check();
        }
        running = true;
        loop = Thread.ofPlatform().daemon().name("doorbell-duty").start(this::loop);
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

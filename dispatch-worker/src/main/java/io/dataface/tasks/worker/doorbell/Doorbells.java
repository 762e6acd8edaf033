package io.dataface.tasks.worker.doorbell;

import com.google.api.core.ApiService;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.spring.pubsub.support.BasicAcknowledgeablePubsubMessage;
import io.dataface.tasks.model.doorbell.Doorbell;
import io.dataface.tasks.model.doorbell.UnreadableDoorbellException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The worker's end of its pool's subscription. It listens only while the manager answers: a
/// message that nothing can follow is better kept by the broker.
public final class Doorbells {
    private static final Logger log = LoggerFactory.getLogger(Doorbells.class);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    /// Begins to listen to a subscription.
    @FunctionalInterface
    interface Listening {
        Subscriber to(String subscription, Consumer<BasicAcknowledgeablePubsubMessage> listener);
    }

    private final Listening listening;
    private final String subscription;
    private final Duration fallback;
    private final Bell bell;
    private volatile BooleanSupplier full = () -> false;
    private @Nullable Subscriber subscriber;
    private long startedNanos;
    private @Nullable String told;
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong warnedNanos =
            new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS.toNanos());

    /// @param fallback time after which the worker asks without having heard anything
    Doorbells(Listening listening, String subscription, Duration fallback, Bell bell) {
        this.listening = listening;
        this.subscription = subscription;
        this.fallback = fallback;
        this.bell = bell;
    }

    /// What rings.
    public Bell bell() {
        return bell;
    }

    /// Time after which to ask the manager without a ring: it finds what no message told of, hears
    /// a drain, and tells the manager that an idle worker lives.
    public Duration fallback() {
        return fallback;
    }

    /// @param full whether the worker has no free slot: it asks when one gets free anyway
    public void whenFull(BooleanSupplier full) {
        this.full = full;
    }

    /// Listens, where that is not so already; a subscriber that failed is replaced.
    public synchronized void listen() {
        var present = subscriber;
        if (present != null && present.state() == ApiService.State.FAILED) {
            tell(present.failureCause());
            subscriber = null;
        } else if (present != null) {
            if (present.state() == ApiService.State.RUNNING) {
                told = null;
            }
            return;
        }
        long now = System.nanoTime();
        if (startedNanos == 0 || now - startedNanos > BETWEEN_STARTS.toNanos()) {
            startedNanos = now;
            try {
                subscriber = listening.to(subscription, this::hear);
            } catch (RuntimeException e) {
                tell(e);
            }
        }
    }

    /// Listens no more until it is told to again.
    public synchronized void pause() {
        var present = subscriber;
        if (present != null) {
            present.stopAsync();
            subscriber = null;
        }
    }

    void hear(BasicAcknowledgeablePubsubMessage message) {
        try {
            var doorbell = Doorbell.read(message.getPubsubMessage().getAttributesMap());
            log.debug("A doorbell rang for dispatch {}", doorbell.dispatch());
        } catch (UnreadableDoorbellException e) {
            warn(message, e);
            message.nack();
            return;
        }
        if (full.getAsBoolean()) {
            message.ack();
        } else {
            bell.ring(message::ack);
        }
    }

    /// Once a minute: garbage may come in floods.
    private void warn(BasicAcknowledgeablePubsubMessage message, UnreadableDoorbellException e) {
        long count = unreadable.incrementAndGet();
        long last = warnedNanos.get();
        long now = System.nanoTime();
        if (now - last < BETWEEN_WARNINGS.toNanos() || !warnedNanos.compareAndSet(last, now)) {
            return;
        }
        try (var _ = MDC.putCloseable("message", message.getPubsubMessage().getMessageId())) {
            log.warn(
                    "A message is no doorbell and goes back, the {}th since the start: {}",
                    count,
                    e.problem());
        }
    }

    /// Once for each kind of trouble.
    private void tell(Throwable failure) {
        var kind = failure.getClass().getName();
        if (!kind.equals(told)) {
            told = kind;
            log.atWarn()
                    .setCause(failure)
                    .log(
                            "The subscription {} cannot be listened to; it is tried again and the"
                                    + " manager is asked every {} s meanwhile",
                            subscription,
                            fallback.toSeconds());
        }
    }
}

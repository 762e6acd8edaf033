package io.dataface.tasks.manager.doorbell;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.spring.pubsub.core.publisher.PubSubPublisherTemplate;
import com.google.pubsub.v1.PubsubMessage;
import io.dataface.tasks.manager.doorbell.Outbox.Taken;
import io.dataface.tasks.model.doorbell.PoolNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Publishes doorbells, one topic a pool.
@Component
@WithPubSub
class Broker {
    private static final Logger log = LoggerFactory.getLogger(Broker.class);

    /// A little more than what a publisher tries for.
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final PubSubPublisherTemplate publisher;
    private final String prefix;
    private volatile @Nullable String told;

    Broker(PubSubPublisherTemplate publisher, TransportProperties properties) {
        this.publisher = publisher;
        this.prefix = properties.pubsub().prefix();
    }

    /// Publishes all, and waits until each is accepted or refused.
    ///
    /// @return those that were not accepted
    Set<Taken> publish(List<Taken> rows) {
        Map<Taken, CompletableFuture<String>> sent = new LinkedHashMap<>();
        for (var row : rows) {
            var message =
                    PubsubMessage.newBuilder().putAllAttributes(row.bell().attributes()).build();
            sent.put(row, publish(row.pool(), message));
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        Set<Taken> refused = new HashSet<>();
        sent.forEach(
                (row, answer) -> {
                    var problem = problem(answer, end - System.nanoTime());
                    if (problem != null) {
                        refused.add(row);
                        tell(row.pool(), problem);
                    }
                });
        if (refused.isEmpty()) {
            told = null;
        }
        return refused;
    }

    /// Publishes one message; the answer is its id.
    CompletableFuture<String> publish(String pool, PubsubMessage message) {
        try {
            return publisher.publish(new PoolNames(prefix, pool).topic(), message);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static @Nullable Throwable problem(CompletableFuture<String> answer, long nanos) {
        try {
            answer.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return root(e);
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    static Throwable root(Throwable e) {
        var cause = e;
        while (!(cause instanceof NotFoundException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /// Once for each kind of trouble; a topic that an emulator lacks is made by the next pass.
    private void tell(String pool, Throwable problem) {
        var kind = pool + problem.getClass();
        if (!kind.equals(told)) {
            told = kind;
            log.atWarn()
                    .addKeyValue("pool", pool)
                    .setCause(problem)
                    .log("The broker refused a doorbell");
        }
    }
}

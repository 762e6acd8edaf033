package io.dataface.tasks.worker.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spring.pubsub.support.BasicAcknowledgeablePubsubMessage;
import com.google.pubsub.v1.ProjectSubscriptionName;
import com.google.pubsub.v1.PubsubMessage;
import io.dataface.tasks.model.doorbell.Doorbell;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorbellsTests {
    private final Bell bell = new Bell();
    private final AtomicInteger starts = new AtomicInteger();
    private final Doorbells doorbells =
            new Doorbells(
                    (subscription, listener) -> {
                        starts.incrementAndGet();
                        throw new IllegalStateException("no broker here");
                    },
                    "tasks-default-workers",
                    Duration.ofSeconds(10),
                    bell);

    @BeforeEach
    void quiet() throws InterruptedException {
        bell.await(Duration.ZERO);
    }

    /// A delivery that notes what became of it.
    private static final class Delivery implements BasicAcknowledgeablePubsubMessage {
        private final Map<String, String> attributes;
        private String end = "kept";

        Delivery(Map<String, String> attributes) {
            this.attributes = attributes;
        }

        @Override
        public ProjectSubscriptionName getProjectSubscriptionName() {
            return ProjectSubscriptionName.of("p", "s");
        }

        @Override
        public PubsubMessage getPubsubMessage() {
            return PubsubMessage.newBuilder().putAllAttributes(attributes).build();
        }

        @Override
        public CompletableFuture<Void> ack() {
            end = "acknowledged";
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> nack() {
            end = "given back";
            return CompletableFuture.completedFuture(null);
        }
    }

    private static Delivery readable() {
        return new Delivery(new Doorbell(UUID.randomUUID(), 1, null, null).attributes());
    }

    @Test
    void aMessageIsAcknowledgedOnceThePollIsOver() throws InterruptedException {
        var message = readable();
        doorbells.hear(message);

        var ring = bell.await(Duration.ZERO);
        assertThat(ring.rang()).isTrue();
        assertThat(message.end).isEqualTo("kept");
        ring.heard().forEach(Runnable::run);
        assertThat(message.end).isEqualTo("acknowledged");
    }

    @Test
    void aFullWorkerAcknowledgesAtOnceAndDoesNotAsk() throws InterruptedException {
        doorbells.whenFull(() -> true);
        var message = readable();
        doorbells.hear(message);

        assertThat(message.end).isEqualTo("acknowledged");
        assertThat(bell.await(Duration.ZERO).rang()).isFalse();
    }

    @Test
    void onlyWhatCannotBeReadIsGivenBack() throws InterruptedException {
        var message = new Delivery(Map.of("dispatch", "no-uuid", "attempt", "1"));
        doorbells.hear(message);

        assertThat(message.end).isEqualTo("given back");
        assertThat(bell.await(Duration.ZERO).rang()).isFalse();
    }

    @Test
    void aBrokerThatIsAwayIsNotTriedInALoop() {
        doorbells.listen();
        doorbells.listen();
        doorbells.pause();

        assertThat(starts).hasValue(1);
    }
}

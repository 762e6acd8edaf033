package io.dataface.tasks.manager.doorbell;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import io.dataface.tasks.manager.web.ApiException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Publishes dead letters anew, as they were.
@Service
@WithPubSub
class Replays {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String BROKERS_OWN = "CloudPubSubDeadLetter";

    private final DeadLetters letters;
    private final Broker broker;

    Replays(DeadLetters letters, Broker broker) {
        this.letters = letters;
        this.broker = broker;
    }

    /// Publishes it and forgets it; one that still cannot be read comes back as another.
    void replay(UUID id, String actor) {
        var content = letters.content(id);
        if (!content.whole()) {
            throw ApiException.conflict(
                    "dead_letter_cut",
                    "its data was cut at %d bytes, so it cannot be published as it was: delete it"
                            .formatted(DeadLetters.LONGEST));
        }
        var message = PubsubMessage.newBuilder().setData(ByteString.copyFrom(content.data()));
        content.attributes()
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith(BROKERS_OWN)) {
                                message.putAttributes(name, value);
                            }
                        });
        await(content.pool(), message.build());
        letters.remove(id, "replay-dead-letter", actor);
    }

    private void await(String pool, PubsubMessage message) {
        try {
            broker.publish(pool, message).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "broker_unavailable",
                    "the broker did not take the message (%s); the letter is kept: try again"
                            .formatted(Broker.root(e).getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The manager ends", e);
        }
    }
}

package io.dataface.tasks.manager.doorbell;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import io.dataface.tasks.manager.doorbell.Admin.UnansweredException;
import io.dataface.tasks.model.api.DeadLetterView;
import io.dataface.tasks.model.doorbell.Doorbell;
import io.dataface.tasks.model.doorbell.PoolNames;
import io.dataface.tasks.model.doorbell.UnreadableDoorbellException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// Fetches what the broker put aside into the registry. A doorbell that can be read is let go: it
/// was delivered in vain too often, as by an emulator that loses its connections, and the sweep
/// rings for what it named.
@Component
@WithPubSub
class DeadLetterBox {
    /// A flood of garbage stays with the broker, which drops it in time, and not in our tables.
    private static final int MOST_KEPT = DeadLetterView.MOST_KEPT;

    private static final int BATCH = 50;
    private static final Logger log = LoggerFactory.getLogger(DeadLetterBox.class);

    private final Admin admin;
    private final DeadLetters letters;
    private boolean full;

    DeadLetterBox(Admin admin, DeadLetters letters) {
        this.admin = admin;
        this.letters = letters;
    }

    /// Keeps what waits for these pools, then acknowledges it.
    void empty(List<PoolNames> pools) throws UnansweredException {
        int room = MOST_KEPT - letters.count();
        if (room <= 0 && !full) {
            log.warn(
                    "{} dead letters are kept, no more are fetched: look at them with"
                            + " tasks queue --dead, and replay or delete them",
                    MOST_KEPT);
        }
        full = room <= 0;
        for (var pool : pools) {
            int got = BATCH;
            while (room > 0 && got == BATCH) {
                got = fetch(pool);
                room -= got;
            }
        }
    }

    private int fetch(PoolNames pool) throws UnansweredException {
        var subscription = admin.subscription(pool.deadSubscription());
        var messages =
                Admin.await(admin.subscriptions().pullCallable().futureCall(request(subscription)))
                        .getReceivedMessagesList();
        if (messages.isEmpty()) {
            return 0;
        }
        var unreadable =
                messages.stream()
                        .map(m -> message(pool, m))
                        .filter(m -> m.problem() != null)
                        .toList();
        if (!unreadable.isEmpty()) {
            keep(unreadable);
            log.atWarn()
                    .addKeyValue("pool", pool.pool())
                    .addKeyValue("messages", unreadable.size())
                    .log("Messages that no worker could read were kept: tasks queue --dead");
        }
        var acks =
                AcknowledgeRequest.newBuilder()
                        .setSubscription(subscription)
                        .addAllAckIds(messages.stream().map(ReceivedMessage::getAckId).toList())
                        .build();
        Admin.await(admin.subscriptions().acknowledgeCallable().futureCall(acks));
        return messages.size();
    }

    /// One that the database refuses must not hold up all others for ever.
    private void keep(List<DeadLetters.Message> unreadable) {
        try {
            letters.keep(unreadable);
        } catch (DataIntegrityViolationException one) {
            for (var message : unreadable) {
                keepAlone(message);
            }
        }
    }

    private void keepAlone(DeadLetters.Message message) {
        try {
            letters.keep(List.of(message));
        } catch (DataIntegrityViolationException e) {
            log.atWarn().setCause(e).log("A dead letter is kept without its attributes");
            letters.keep(List.of(message.bare()));
        }
    }

    // Without it an empty subscription would hold each call for a minute and a half.
    @SuppressWarnings("deprecation")
    private static PullRequest request(String subscription) {
        return PullRequest.newBuilder()
                .setSubscription(subscription)
                .setMaxMessages(BATCH)
                .setReturnImmediately(true)
                .build();
    }

    private static DeadLetters.Message message(PoolNames pool, ReceivedMessage received) {
        var message = received.getMessage();
        var published = message.getPublishTime();
        return new DeadLetters.Message(
                pool.pool(),
                message.getMessageId(),
                message.getAttributesMap(),
                message.getData().toByteArray(),
                problem(message.getAttributesMap()),
                Instant.ofEpochSecond(published.getSeconds(), published.getNanos()));
    }

    private static @Nullable String problem(Map<String, String> attributes) {
        try {
            Doorbell.read(attributes);
            return null;
        } catch (UnreadableDoorbellException e) {
            return e.problem();
        }
    }
}

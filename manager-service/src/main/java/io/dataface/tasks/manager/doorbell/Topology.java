package io.dataface.tasks.manager.doorbell;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.protobuf.Duration;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.dataface.tasks.manager.doorbell.Admin.UnansweredException;
import io.dataface.tasks.model.doorbell.PoolNames;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The topics and subscriptions of all pools: made where the broker is an emulator, which forgets
/// them with its process, and only looked for where it is Google's.
@Component
@WithPubSub
class Topology {
    /// Deliveries of a message that nobody can read, the least that Pub/Sub allows.
    private static final int DELIVERIES = 5;

    private static final int ACK_SECONDS = 10;
    private static final int LONGEST_RETRY_SECONDS = 10;
    private static final String DELIVERY =
            " --ack-deadline=%d --max-delivery-attempts=%d --min-retry-delay=1s --max-retry-delay=%ds"
                    .formatted(ACK_SECONDS, DELIVERIES, LONGEST_RETRY_SECONDS);
    private static final Logger log = LoggerFactory.getLogger(Topology.class);

    private final Admin admin;
    private final Outbox outbox;
    private final String prefix;
    private final boolean emulated;

    Topology(Admin admin, Outbox outbox, TransportProperties properties, BrokerAddress address) {
        this.admin = admin;
        this.outbox = outbox;
        this.prefix = properties.pubsub().prefix();
        this.emulated = address.emulated();
    }

    /// Whether the broker is an emulator.
    boolean emulated() {
        return emulated;
    }

    List<PoolNames> pools() {
        return outbox.pools().stream().map(pool -> new PoolNames(prefix, pool)).toList();
    }

    /// Makes what an emulator lacks.
    ///
    /// @return whether anything was made
    /// @throws UnansweredException if the emulator does not answer
    boolean complete() throws UnansweredException {
        boolean made = false;
        for (var pool : pools()) {
            if (!isComplete(pool)) {
                make(topic(pool.topic()));
                make(topic(pool.deadTopic()));
                make(deadLetters(pool));
                make(doorbells(pool));
                made = true;
                log.atInfo().addKeyValue("pool", pool.pool()).log("Topics made in the emulator");
            }
        }
        return made;
    }

    private boolean isComplete(PoolNames pool) throws UnansweredException {
        return admin.hasSubscription(pool.subscription())
                && admin.hasSubscription(pool.deadSubscription())
                && admin.hasTopic(pool.topic())
                && admin.hasTopic(pool.deadTopic());
    }

    /// The commands that make what is missing, one a line.
    ///
    /// @throws UnansweredException if the broker does not answer or does not allow to look
    List<String> missing() throws UnansweredException {
        List<String> commands = new ArrayList<>();
        for (var pool : pools()) {
            if (!admin.hasTopic(pool.topic())) {
                commands.add(gcloud("topics create " + pool.topic()));
            }
            if (!admin.hasTopic(pool.deadTopic())) {
                commands.add(gcloud("topics create " + pool.deadTopic()));
            }
            if (!admin.hasSubscription(pool.deadSubscription())) {
                commands.add(
                        gcloud("subscriptions create " + pool.deadSubscription())
                                + " --topic="
                                + pool.deadTopic()
                                + " --ack-deadline=60 --expiration-period=never");
            }
            if (!admin.hasSubscription(pool.subscription())) {
                commands.add(
                        gcloud("subscriptions create " + pool.subscription())
                                + " --topic="
                                + pool.topic()
                                + " --expiration-period=never --dead-letter-topic="
                                + pool.deadTopic()
                                + DELIVERY);
            }
        }
        return commands;
    }

    private String gcloud(String what) {
        return "gcloud pubsub " + what + " --project=" + admin.project();
    }

    private Topic topic(String name) {
        return Topic.newBuilder().setName(admin.topic(name)).build();
    }

    private Subscription deadLetters(PoolNames pool) {
        return Subscription.newBuilder()
                .setName(admin.subscription(pool.deadSubscription()))
                .setTopic(admin.topic(pool.deadTopic()))
                .setAckDeadlineSeconds(60)
                .build();
    }

    private Subscription doorbells(PoolNames pool) {
        return Subscription.newBuilder()
                .setName(admin.subscription(pool.subscription()))
                .setTopic(admin.topic(pool.topic()))
                .setAckDeadlineSeconds(ACK_SECONDS)
                .setDeadLetterPolicy(
                        DeadLetterPolicy.newBuilder()
                                .setDeadLetterTopic(admin.topic(pool.deadTopic()))
                                .setMaxDeliveryAttempts(DELIVERIES))
                .setRetryPolicy(
                        RetryPolicy.newBuilder()
                                .setMinimumBackoff(seconds(1))
                                .setMaximumBackoff(seconds(LONGEST_RETRY_SECONDS)))
                .build();
    }

    private static Duration seconds(int seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    private void make(Topic topic) throws UnansweredException {
        try {
            admin.create(topic);
        } catch (UnansweredException e) {
            passOverExisting(e);
        }
    }

    private void make(Subscription subscription) throws UnansweredException {
        try {
            admin.create(subscription);
        } catch (UnansweredException e) {
            passOverExisting(e);
        }
    }

    /// Another manager may make the same at the same time.
    private static void passOverExisting(UnansweredException e) throws UnansweredException {
        if (!(e.getCause() instanceof AlreadyExistsException)) {
            throw e;
        }
    }
}

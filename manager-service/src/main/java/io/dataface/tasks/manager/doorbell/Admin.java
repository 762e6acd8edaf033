package io.dataface.tasks.manager.doorbell;

import com.google.api.core.ApiFuture;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ProjectSubscriptionName;
import com.google.pubsub.v1.ProjectTopicName;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Calls about topics and subscriptions that end in time: Google's own defaults go on for a
/// minute.
@Component
@WithPubSub
class Admin {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final TopicAdminClient topics;
    private final SubscriptionAdminClient subscriptions;
    private final String project;

    Admin(
            TopicAdminClient topics,
            SubscriptionAdminClient subscriptions,
            GcpProjectIdProvider project) {
        this.topics = topics;
        this.subscriptions = subscriptions;
        this.project = project.getProjectId();
    }

    /// The broker cannot be asked, or refuses to say.
    static final class UnansweredException extends Exception {
        UnansweredException(Throwable cause) {
            super(cause);
        }
    }

    String project() {
        return project;
    }

    String topic(String name) {
        return ProjectTopicName.format(project, name);
    }

    String subscription(String name) {
        return ProjectSubscriptionName.format(project, name);
    }

    boolean hasTopic(String name) throws UnansweredException {
        var request = GetTopicRequest.newBuilder().setTopic(topic(name)).build();
        return exists(topics.getTopicCallable().futureCall(request));
    }

    boolean hasSubscription(String name) throws UnansweredException {
        var request =
                GetSubscriptionRequest.newBuilder().setSubscription(subscription(name)).build();
        return exists(subscriptions.getSubscriptionCallable().futureCall(request));
    }

    void create(Topic topic) throws UnansweredException {
        await(topics.createTopicCallable().futureCall(topic));
    }

    void create(Subscription subscription) throws UnansweredException {
        await(subscriptions.createSubscriptionCallable().futureCall(subscription));
    }

    SubscriptionAdminClient subscriptions() {
        return subscriptions;
    }

    private static boolean exists(ApiFuture<?> answer) throws UnansweredException {
        try {
            await(answer);
            return true;
        } catch (UnansweredException e) {
            if (e.getCause() instanceof NotFoundException) {
                return false;
            }
            throw e;
        }
    }

    static <T> T await(ApiFuture<T> answer) throws UnansweredException {
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnansweredException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnansweredException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException(e);
        }
    }
}

package io.dataface.tasks.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a project has at an emulator, over its JSON interface. Names are the short ones, without
/// project.
public final class Broker {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration PULL = Duration.ofSeconds(120);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final URI root;
    private final String project;

    /// @param address host and port of the emulator
    public Broker(String address, String project) {
        this.root = URI.create("http://" + address);
        this.project = project;
    }

    /// A message that was pulled.
    ///
    /// @param ackId acknowledges this delivery of it
    /// @param attempt how often it was delivered, where the subscription counts that; else 0
    public record Pulled(
            String ackId, String id, Map<String, String> attributes, byte[] data, int attempt) {}

    /// Whether it answers at all.
    boolean answers() {
        try {
            var request = HttpRequest.newBuilder(root.resolve("/")).timeout(LIMIT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The topics' names, in order.
    public List<String> topics() {
        return names("topics");
    }

    /// The subscriptions' names, in order.
    public List<String> subscriptions() {
        return names("subscriptions");
    }

    private List<String> names(String kind) {
        return send("GET", kind, "")
                .path(kind)
                .valueStream()
                .map(one -> one.path("name").asString())
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted()
                .toList();
    }

    /// A subscription as the emulator describes it.
    public JsonNode subscription(String name) {
        return send("GET", "subscriptions/" + name, "");
    }

    /// Creates a topic.
    public void createTopic(String name) {
        send("PUT", "topics/" + name, "{}");
    }

    /// Creates a subscription of a topic.
    public void createSubscription(String name, String topic) {
        var body = Map.of("topic", "projects/" + project + "/topics/" + topic);
        send("PUT", "subscriptions/" + name, JSON.writeValueAsString(body));
    }

    /// Deletes a topic, as somebody might by mistake.
    public void deleteTopic(String name) {
        send("DELETE", "topics/" + name, "");
    }

    /// Deletes a subscription, with what waits in it.
    public void deleteSubscription(String name) {
        send("DELETE", "subscriptions/" + name, "");
    }

    /// Publishes a message without an ordering key.
    ///
    /// @param data may be empty where there are attributes
    public void publish(String topic, Map<String, String> attributes, byte[] data) {
        var message =
                Map.of(
                        "attributes",
                        new TreeMap<>(attributes),
                        "data",
                        Base64.getEncoder().encodeToString(data));
        send(
                "POST",
                "topics/" + topic + ":publish",
                JSON.writeValueAsString(Map.of("messages", List.of(message))));
    }

    /// Takes what waits now, without waiting for more.
    public List<Pulled> pull(String subscription, int max) {
        return pull(subscription, max, true);
    }

    /// Takes what waits, or waits for the next.
    public List<Pulled> await(String subscription, int max) {
        return pull(subscription, max, false);
    }

    private List<Pulled> pull(String subscription, int max, boolean atOnce) {
        var body = JSON.writeValueAsString(Map.of("maxMessages", max, "returnImmediately", atOnce));
        return send("POST", "subscriptions/" + subscription + ":pull", body)
                .path("receivedMessages")
                .valueStream()
                .map(Broker::pulled)
                .toList();
    }

    private static Pulled pulled(JsonNode one) {
        var message = one.path("message");
        var attributes = new TreeMap<String, String>();
        message.path("attributes")
                .propertyStream()
                .forEach(a -> attributes.put(a.getKey(), a.getValue().asString()));
        return new Pulled(
                one.path("ackId").asString(),
                message.path("messageId").asString(),
                attributes,
                Base64.getDecoder().decode(message.path("data").asString("")),
                one.path("deliveryAttempt").asInt(0));
    }

    /// Acknowledges deliveries.
    public void ack(String subscription, Collection<Pulled> messages) {
        var ids = messages.stream().map(Pulled::ackId).toList();
        send(
                "POST",
                "subscriptions/" + subscription + ":acknowledge",
                JSON.writeValueAsString(Map.of("ackIds", ids)));
    }

    /// Gives deliveries back at once.
    public void nack(String subscription, Collection<Pulled> messages) {
        var ids = messages.stream().map(Pulled::ackId).toList();
        send(
                "POST",
                "subscriptions/" + subscription + ":modifyAckDeadline",
                JSON.writeValueAsString(Map.of("ackIds", ids, "ackDeadlineSeconds", 0)));
    }

    private JsonNode send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(root.resolve("/v1/projects/" + project + "/" + path))
                        .timeout(path.endsWith(":pull") ? PULL : LIMIT)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The emulator does not answer: " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

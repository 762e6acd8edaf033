package io.dataface.tasks.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Short questions to the services on this machine.
final class HttpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final String token;

    HttpProbe(String token) {
        this.token = token;
    }

    /// Whether the address answers 200; asked without the token, for not all of them are ours.
    boolean isOk(URI address) {
        return answer(HttpRequest.newBuilder(address)).isPresent();
    }

    /// Whether the list at the address has an item with all these values.
    boolean lists(URI address, Map<String, String> values) {
        return find(address).stream()
                .map(body -> body.path("items"))
                .flatMap(items -> items.valueStream())
                .anyMatch(
                        item ->
                                values.entrySet().stream()
                                        .allMatch(
                                                value ->
                                                        item.path(value.getKey())
                                                                .asString("")
                                                                .equals(value.getValue())));
    }

    /// Sends JSON and does not mind what comes back.
    void post(URI address, String body) {
        answer(
                known(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Optional<JsonNode> find(URI address) {
        return answer(known(address));
    }

    private HttpRequest.Builder known(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    private Optional<JsonNode> answer(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(LIMIT).build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(json(answer.body())) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static JsonNode json(String body) {
        JsonMapper mapper = new JsonMapper();
        try {
            return mapper.readTree(body);
        } catch (JacksonException plain) {
            return mapper.createObjectNode();
        }
    }
}

package io.dataface.tasks.docs.actions;

import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.KickoffRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The manager's REST API, as the console uses it.
@Component
public class Manager {

    private static final Logger log = LoggerFactory.getLogger(Manager.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ManagerSettings settings;
    private final ServiceToken token;
    private final JsonMapper json;
    private final RestClient http;

    Manager(
            ManagerSettings settings,
            ServiceToken token,
            JsonMapper json,
            RestClient.Builder builder) {
        this.settings = settings;
        this.token = token;
        this.json = json;
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(settings.managerTimeout());
        this.http = builder.baseUrl(settings.managerUrl()).requestFactory(requests).build();
    }

    /// One request of ours.
    ///
    /// @param uri below `/api/v1`, with `{names}` of variables
    record Call(HttpMethod method, String uri, Map<String, ?> variables, @Nullable Object body) {}

    /// What a kick-off would do; changes nothing.
    ///
    /// @throws NotDone where the manager refuses or does not answer
    public KickoffAnswer preview(KickoffRequest request) {
        Call call = new Call(HttpMethod.POST, "/kickoffs", Map.of(), request);
        try {
            return json.treeToValue(send(call, null), KickoffAnswer.class);
        } catch (JacksonException e) {
            throw new NotDone(
                    502,
                    "What answers at "
                            + settings.managerUrl()
                            + " is not a manager of this version: check tasks.docs.manager-url.",
                    e);
        }
    }

    /// Sends a request.
    ///
    /// @param key one effect for all requests with the same key
    /// @return the answer's body; an empty object where it has none
    /// @throws NotDone where the manager refuses or does not answer
    JsonNode send(Call call, @Nullable String key) {
        String bearer = token.read();
        RestClient.RequestBodySpec request =
                http.method(call.method())
                        .uri("/api/v1" + call.uri(), call.variables())
                        .headers(headers -> head(headers, bearer, key));
        if (call.body() != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(call.body());
        }
        try {
            return request.exchangeForRequiredValue((sent, answer) -> read(answer));
        } catch (ResourceAccessException e) {
            log.warn("Manager does not answer: {}", e.getMessage());
            throw new NotDone(
                    503,
                    "The manager does not answer at "
                            + settings.managerUrl()
                            + ". Is it running? Pressing again is safe: it has one effect.",
                    e);
        }
    }

    private void head(HttpHeaders headers, String bearer, @Nullable String key) {
        headers.setBearerAuth(bearer);
        headers.set("X-Actor", settings.actor());
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
    }

    private JsonNode read(ClientHttpResponse answer) throws IOException {
        int status = answer.getStatusCode().value();
        JsonNode body = bodyOf(answer);
        if (status < 300) {
            return body;
        }
        if (status == 401 || status == 403) {
            throw new NotDone(
                    502,
                    "The manager refused this console's token: tasks.docs.token-file must name"
                            + " the manager's own.");
        }
        String detail = body.path("detail").asString("");
        throw new NotDone(
                status,
                detail.isBlank()
                        ? "The manager answered " + status + " without a reason."
                        : detail);
    }

    private JsonNode bodyOf(ClientHttpResponse answer) throws IOException {
        byte[] bytes = answer.getBody().readAllBytes();
        try {
            return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }
}

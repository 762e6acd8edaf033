package io.dataface.tasks.chaos;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The managers' REST API as a person uses it, the first that accepts a connection; never
/// through
/// the proxy.
public final class Api {
    private static final Set<String> TERMINAL =
            Set.of(
                    "SUCCEEDED",
                    "FAILED",
                    "INTERRUPTED",
                    "STALLED",
                    "TIMED_OUT",
                    "WORKER_GONE",
                    "CANCELLED");

    private final List<URI> bases;
    private final String token;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    Api(List<Integer> ports, String token) {
        this.bases = ports.stream().map(port -> URI.create("http://127.0.0.1:" + port)).toList();
        this.token = token;
    }

    /// An answer of any status.
    ///
    /// @param status the HTTP status
    /// @param body its JSON; an empty object where there is none
    public record Answer(int status, JsonNode body) {
        /// Whether the status is 2xx.
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /// Kicks off tasks.
    public Answer kickOff(Collection<String> slugs) {
        return post("/kickoffs", Map.of("tasks", slugs)).required();
    }

    /// Kicks off one task.
    public Answer kickOff(String slug) {
        return kickOff(List.of(slug));
    }

    /// An action of a person on a task: `cancel`, `retry`, `interrupt`; whatever the answer is.
    public Answer act(String slug, String action) {
        return post("/tasks/" + slug + "/" + action, Map.of()).answer();
    }

    /// A follow-up prompt; whatever the answer is.
    public Answer followUp(String slug, String text) {
        return post("/tasks/" + slug + "/follow-ups", Map.of("text", text)).answer();
    }

    /// Reads the plan anew and waits for that.
    public void sync() {
        post("/plans/" + Installation.PLAN + "/sync", Map.of()).required();
    }

    /// A task as people see it.
    public JsonNode task(String slug) {
        return get("/tasks/" + slug);
    }

    /// The state of a task's newest dispatch, or IDLE.
    public String state(String slug) {
        JsonNode newest = get("/tasks/" + slug + "/dispatches?limit=1").path("items").path(0);
        return newest.path("state").asString("IDLE");
    }

    /// A task's dispatches, the newest first.
    public List<JsonNode> dispatches(String slug) {
        return get("/tasks/" + slug + "/dispatches?limit=100").path("items").valueStream().toList();
    }

    /// The history of a dispatch, the oldest row first.
    public List<JsonNode> history(UUID dispatch) {
        return get("/dispatches/" + dispatch + "/history?limit=200")
                .path("items")
                .valueStream()
                .toList();
    }

    /// A dispatch's log so far.
    public String log(String dispatch) {
        return send(request("/dispatches/" + dispatch + "/log").GET()).body();
    }

    /// The workers that are registered, by name.
    public Map<String, JsonNode> workers() {
        return get("/workers")
                .path("items")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                worker -> worker.path("name").asString(),
                                worker -> worker,
                                (first, second) -> second));
    }

    /// The worker of that name; a missing node where none is registered.
    public JsonNode worker(String name) {
        return workers().getOrDefault(name, json.missingNode());
    }

    /// Waits until the newest dispatch of each task is over and none is live.
    public void awaitQuiet(Collection<String> slugs, Duration limit) {
        Awaitility.await("an end of " + slugs)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> slugs.stream().allMatch(slug -> TERMINAL.contains(state(slug))));
    }

    /// Waits until the newest dispatch of a task is in that state.
    public void awaitState(String slug, String state, Duration limit) {
        Awaitility.await(slug + " " + state)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> state(slug).equals(state));
    }

    /// Whether the manager of that number, from 1, says that it is ready.
    public boolean ready(int manager) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(bases.get(manager - 1).resolve("/readyz"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What a GET below `/api/v1` answers.
    ///
    /// @throws IllegalStateException unless it is 2xx
    public JsonNode get(String path) {
        return new Sent(request(path).GET()).required().body();
    }

    /// A POST below `/api/v1`, yet to be sent.
    public Sent post(String path, Object body) {
        return new Sent(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        json.writeValueAsBytes(body))));
    }

    /// What a PATCH below `/api/v1` answers, whatever it is.
    public Answer patch(String path, Object body) {
        return new Sent(
                        request(path)
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                json.writeValueAsBytes(body))))
                .answer();
    }

    /// What a DELETE below `/api/v1` answers, whatever it is.
    public Answer delete(String path) {
        return new Sent(request(path).DELETE()).answer();
    }

    /// A request that is sent by asking for its answer.
    public final class Sent {
        private final HttpRequest.Builder request;

        private Sent(HttpRequest.Builder request) {
            this.request = request;
        }

        /// The answer, whatever it is.
        public Answer answer() {
            HttpResponse<String> answer = send(request);
            return new Answer(
                    answer.statusCode(),
                    answer.body().isBlank()
                            ? json.createObjectNode()
                            : json.readTree(answer.body()));
        }

        /// The answer.
        ///
        /// @throws IllegalStateException unless it is 2xx
        public Answer required() {
            Answer answer = answer();
            if (!answer.ok()) {
                throw new IllegalStateException(answer.status() + ": " + answer.body());
            }
            return answer;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(bases.getFirst().resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        var first = request.build().uri();
        for (var base : bases) {
            var there = base.resolve(first.getRawPath() + query(first));
            try {
                return http.send(
                        request.uri(there).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            } catch (ConnectException away) {
                // Another manager may be there.
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("The manager did not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new java.io.UncheckedIOException(new ConnectException("No manager is there"));
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }

    /// Text as a part of an address.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

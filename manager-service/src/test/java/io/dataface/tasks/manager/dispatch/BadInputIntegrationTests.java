package io.dataface.tasks.manager.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Contents;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.Nasty;
import io.dataface.tasks.manager.testing.Operation;
import io.dataface.tasks.manager.testing.Operation.Parameter;
import io.dataface.tasks.manager.testing.RawHttp;
import io.dataface.tasks.manager.testing.RawHttp.Reply;
import io.dataface.tasks.manager.testing.RawHttp.Request;
import io.dataface.tasks.manager.testing.TestInstallation;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.worker.Grant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every operation of docs/openapi.json with bad values in every place: no error of ours, a
/// problem that helps, and nothing written. A poll may wait for a third of the lease.
@ManagerIntegrationTest
@Import(Stage.class)
@TestPropertySource(properties = "tasks.lease.duration=15s")
class BadInputIntegrationTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MARK = "\"@@\"";

    @Autowired Stage stage;
    @LocalServerPort int port;

    private RawHttp http = new RawHttp(0);
    private String plan = "";
    private @Nullable LiveWorker worker;
    private @Nullable Grant grant;
    private String queued = "";

    /// Polls find nothing: a claim may end after its poll was answered.
    private String idle = "";

    private String contents = "";
    private int reads;
    private final List<String> wrong = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @BeforeEach
    void aPlanWithRuns() {
        http = new RawHttp(port);
        plan = stage.plan("manual");
        worker = stage.worker(plan, 4);
        idle = stage.worker(stage.plan("manual"), 4).id().toString();
        stage.kickOff(stage.task(plan, "running"));
        grant = stage.running(worker);
        queued = stage.kickOff(stage.task(plan, "queued")).toString();
        stage.kickOff(stage.task(plan, "third"));
        stage.jdbc
                .sql("update lease set lease_until = clock_timestamp() + interval '1 day'")
                .update();
        contents = Contents.of(stage.jdbc);
    }

    @AfterEach
    void isStillThere() throws IOException {
        assertThat(wrong).as("%d of %s", wrong.size(), statuses).isEmpty();
        assertThat(http.send(new Request("GET", "/readyz", List.of(), null)).status())
                .isEqualTo(200);
        var status = http.send(new Request("GET", "/api/v1/status?plan=" + plan, headers(), null));
        assertThat(status.status()).isEqualTo(200);
    }

    @Test
    void badPathsAndParameters() throws IOException {
        for (var operation : Operation.all()) {
            for (var parameter : operation.parameters()) {
                for (var value : Nasty.ENCODED) {
                    if (!parameter.in().equals("header")) {
                        send(with(operation, parameter, value), operation);
                    }
                }
            }
        }
    }

    @Test
    void badHeaders() throws IOException {
        var names =
                List.of(
                        "Idempotency-Key",
                        "X-Actor",
                        "Range",
                        "Last-Event-ID",
                        "If-None-Match",
                        "Accept",
                        "traceparent",
                        "Content-Type",
                        "Authorization",
                        "Accept-Language",
                        "Expect");
        for (var operation : Operation.all()) {
            int step = operation.path().matches(".*(/log|/stream|/follow-ups|/workers)") ? 1 : 5;
            for (int n = 0; n < names.size(); n++) {
                for (int v = n % step; v < Nasty.HEADERS.size(); v += step) {
                    var name = names.get(n);
                    var value = Nasty.HEADERS.get(v);
                    send(harmless(operation).with(name, value), operation);
                }
            }
        }
    }

    @Test
    void badBodies() throws IOException {
        for (var operation : Operation.all()) {
            if (!operation.body()) {
                continue;
            }
            var base = valid(operation);
            for (var body : Nasty.BODIES) {
                send(
                        new Request(
                                base.method(), base.target(), base.headers(), body.getBytes(UTF_8)),
                        operation);
            }
            for (var body : Nasty.BYTES) {
                send(new Request(base.method(), base.target(), base.headers(), body), operation);
            }
            for (var type : Nasty.TYPES) {
                send(base.with("Content-Type", type), operation);
            }
        }
    }

    @Test
    void badFields() throws IOException {
        for (var operation : Operation.all()) {
            if (operation.schema() == null) {
                continue;
            }
            var base = valid(operation);
            for (var place : places(body(operation))) {
                for (var value : Nasty.JSON) {
                    send(
                            new Request(
                                    base.method(),
                                    base.target(),
                                    base.headers(),
                                    replaced(body(operation), place, value)),
                            operation);
                }
                send(
                        new Request(
                                base.method(),
                                base.target(),
                                base.headers(),
                                removed(body(operation), place)),
                        operation);
            }
        }
    }

    @Test
    void pageTokensThatWereMadeUp() throws IOException {
        for (var operation : Operation.all()) {
            if (operation.in("query").stream().noneMatch(p -> p.name().equals("after"))) {
                continue;
            }
            String target = target(operation, Map.of("limit", "1"));
            var first = http.send(new Request("GET", target, headers(), null));
            String token = JSON.readTree(first.body()).path("after").asString("");
            if (token.isEmpty()) {
                continue;
            }
            var parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\u001f", -1);
            for (int i = 0; i < parts.length; i++) {
                for (var value :
                        List.of(
                                "",
                                "x",
                                "-1",
                                "99999999999999999999",
                                "\u0000",
                                "'",
                                "infinity",
                                "2026-13-45T00:00:00Z",
                                "+999999999-01-01T00:00:00Z",
                                "\u001f",
                                "ü".repeat(2_000))) {
                    var changed = parts.clone();
                    changed[i] = value;
                    String made =
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(String.join("\u001f", changed).getBytes(UTF_8));
                    send(
                            new Request(
                                    "GET",
                                    target(operation, Map.of("limit", "1", "after", made)),
                                    headers(),
                                    null),
                            operation);
                }
            }
        }
    }

    private void send(Request request, Operation operation) throws IOException {
        var reply = http.send(request);
        statuses.merge(reply.status(), 1, Integer::sum);
        var fault = fault(reply);
        // Looking costs more than a read.
        String now = operation.reads() && ++reads % 50 > 0 ? contents : Contents.of(stage.jdbc);
        if (fault == null && reply.status() >= 300 && !now.equals(contents)) {
            fault = "refused, and yet wrote: " + difference(contents, now);
        }
        if (fault == null && operation.reads() && !now.equals(contents)) {
            fault = "a read that writes: " + difference(contents, now);
        }
        contents = now;
        if (fault != null && wrong.size() < 400) {
            wrong.add(
                    "%s: %d %s%n    %s"
                            .formatted(fault, reply.status(), shortened(reply.body()), request));
        }
    }

    private static @Nullable String fault(Reply reply) {
        if (reply.status() >= 500) {
            return "an error of ours";
        }
        if (reply.headers().containsKey("x-injected")) {
            return "a header was injected";
        }
        if (reply.status() < 400 || reply.status() == 416) {
            return null;
        }
        if (!reply.header("Content-Type").startsWith("application/problem+json")) {
            return "not a problem";
        }
        JsonNode problem = JSON.readTree(reply.body());
        String detail = problem.path("detail").asString("");
        if (!problem.path("type").asString("").startsWith("urn:dataface-tasks:problem:")
                || problem.path("status").asInt() != reply.status()
                || problem.path("traceId").asString("").isEmpty()) {
            return "an incomplete problem";
        }
        if (detail.length() < 15 || detail.length() > 2_000) {
            return "no helpful detail";
        }
        if (reply.body()
                .matches(
                        "(?s).*(Exception|java\\.|springframework|io\\.dataface|tools\\.jackson|org\\.postgresql|\\bSQL\\b|at"
                            + " \\[Source).*")) {
            return "our insides are shown";
        }
        if (reply.status() == 400
                && !problem.path("type").asString().endsWith("bad_request")
                && problem.path("errors").isEmpty()
                && !problem.path("type").asString().endsWith("unreadable_body")) {
            return "a bad request that does not say where";
        }
        return null;
    }

    private static String difference(String before, String after) {
        var changed = new ArrayList<>(List.of(after.split(",")));
        changed.removeAll(List.of(before.split(",")));
        return changed.stream().map(c -> c.split(" ")[0]).toList().toString();
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private Request valid(Operation operation) {
        byte[] body =
                operation.schema() != null
                        ? body(operation).getBytes(UTF_8)
                        : operation.body() ? "text".getBytes(UTF_8) : null;
        var headers = new ArrayList<>(headers());
        headers.add(
                "Content-Type: "
                        + (operation.schema() == null
                                ? "application/octet-stream"
                                : "application/json"));
        return new Request(operation.method(), target(operation, Map.of()), headers, body);
    }

    /// A request that changes nothing even where its header is taken.
    private Request harmless(Operation operation) {
        var valid = valid(operation);
        return operation.reads()
                ? valid
                : new Request(
                        valid.method(),
                        valid.target(),
                        valid.headers(),
                        operation.schema() == null ? valid.body() : "{}".getBytes(UTF_8));
    }

    private Request with(Operation operation, Parameter parameter, String value) {
        var base = valid(operation);
        return new Request(
                base.method(),
                target(operation, Map.of(parameter.name(), value)),
                base.headers(),
                base.body());
    }

    private static List<String> headers() {
        return List.of("Authorization: Bearer " + TestInstallation.TOKEN);
    }

    private String target(Operation operation, Map<String, String> values) {
        String path = operation.path();
        for (var parameter : operation.in("path")) {
            path =
                    path.replace(
                            "{" + parameter.name() + "}",
                            values.getOrDefault(parameter.name(), known(operation)));
        }
        var query = new ArrayList<String>();
        for (var parameter : operation.in("query")) {
            String value =
                    values.getOrDefault(
                            parameter.name(),
                            parameter.name().equals("plan")
                                    ? plan
                                    : parameter.required() ? required(parameter.name()) : null);
            if (value != null) {
                query.add(parameter.name() + "=" + value);
            }
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private String known(Operation operation) {
        String path = operation.path();
        if (path.startsWith("/api/v1/workers/{worker}")) {
            return "nobody";
        }
        if (operation.toString().equals("POST /api/v1/workers/{id}/leases")) {
            return idle;
        }
        if (path.startsWith("/api/v1/workers")) {
            return Objects.requireNonNull(worker).id().toString();
        }
        if (path.startsWith("/api/v1/queue")) {
            return queued;
        }
        if (path.startsWith("/api/v1/dispatches")) {
            return Objects.requireNonNull(grant).dispatchId().toString();
        }
        return path.startsWith("/api/v1/plans") ? plan : "running";
    }

    private String required(String name) {
        return switch (name) {
            case "token" -> String.valueOf(Objects.requireNonNull(grant).token());
            case "offset" -> "0";
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// A body that is right, with every field there is.
    private String body(Operation operation) {
        var id = Objects.requireNonNull(grant).dispatchId();
        long token = Objects.requireNonNull(grant).token();
        return switch (Objects.requireNonNull(operation.schema())) {
            case "KickoffRequest" ->
                    "{\"plan\":\"%s\",\"tasks\":[\"queued\"],\"milestone\":null,\"priority\":\"p1\",\"dryRun\":false}"
                            .formatted(plan);
            case "Why" -> "{\"reason\":\"lunch\"}";
            case "Place" -> "{\"priority\":\"p0\"}";
            case "ReviewRequest" -> "{\"headSha\":\"cafe\",\"reason\":\"good\"}";
            case "FollowUpRequest" -> "{\"text\":\"and tests\",\"interrupt\":false}";
            case "Registration" ->
                    """
                    {"id":"11111111-1111-1111-1111-111111111111","name":"another","host":"h","pool":"p","capacity":1,
                     "agents":["a"],"labels":["l"],"version":"1","killed":["22222222-2222-2222-2222-222222222222"]}
                    """;
            case "Poll" -> "{\"held\":[{\"dispatchId\":\"%s\",\"token\":%d}]}".formatted(id, token);
            case "Renewal" ->
                    """
                    {"leases":[{"dispatchId":"%s","token":%d,"phase":"AGENT","pushSha":null,"silentMillis":5,
                                "acknowledged":["22222222-2222-2222-2222-222222222222"]}]}
                    """
                            .formatted(id, token);
            case "Results" ->
                    """
                    {"results":[{"dispatchId":"%s","token":%d,"outcome":"FAILED","reason":"exit","detail":"d","phase":"AGENT",
                      "agentStarted":true,"exitCode":1,"branch":"task/x","baseSha":"aa","headSha":"bb",
                      "change":{"commits":[{"sha":"bb","author":"a","at":"2026-01-01T00:00:00Z","subject":"s"}],"diff":"d",
                        "truncated":false,"files":1,"insertions":1,"deletions":1},
                      "sessionId":"s","tokensIn":1,"tokensOut":1,"costUsd":0.5,"logLength":0}]}
                    """
                            .formatted(id, token);
            default -> throw new IllegalArgumentException("no body is known for " + operation);
        };
    }

    private static List<JsonPointer> places(String body) {
        var places = new ArrayList<JsonPointer>();
        collect(JSON.readTree(body), JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            e -> {
                                places.add(at.appendProperty(e.getKey()));
                                collect(e.getValue(), at.appendProperty(e.getKey()), places);
                            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(at.appendIndex(i));
                collect(array.get(i), at.appendIndex(i), places);
            }
        }
    }

    private static byte[] replaced(String body, JsonPointer place, String json) {
        JsonNode tree = JSON.readTree(body);
        JsonNode parent = tree.at(Objects.requireNonNull(place.head()));
        if (parent instanceof ObjectNode object) {
            object.put(place.last().getMatchingProperty(), "@@");
        } else if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), JSON.getNodeFactory().stringNode("@@"));
        }
        return JSON.writeValueAsString(tree).replace(MARK, json).getBytes(UTF_8);
    }

    private static byte[] removed(String body, JsonPointer place) {
        JsonNode tree = JSON.readTree(body);
        JsonNode parent = tree.at(Objects.requireNonNull(place.head()));
        if (parent instanceof ObjectNode object) {
            object.remove(place.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
        }
        return JSON.writeValueAsString(tree).getBytes(UTF_8);
    }
}

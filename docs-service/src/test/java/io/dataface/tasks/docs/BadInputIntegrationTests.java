package io.dataface.tasks.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every address, form and action with bad values in every place: no error of ours, nothing of our
/// insides, and nothing but whole calls to the manager.
class BadInputIntegrationTests {
    private static final List<String> VALUES =
            List.of(
                    "",
                    "%20",
                    "%00",
                    "a%00b",
                    "%01%1f%7f",
                    "%0d%0aX-Injected:%20yes",
                    "%ff%fe",
                    "%c0%af",
                    "%ed%a0%80",
                    "%F0%9F%92%A9",
                    "%zz",
                    "%",
                    "{x}",
                    ".",
                    "..",
                    "..%2f..%2fetc%2fpasswd",
                    "..%5c..%5cwindows",
                    "%252e%252e%252f",
                    ";a=b",
                    "%27%20or%201=1;--",
                    "%25_%5c",
                    "$%7Bjndi:x%7D",
                    "%3Cscript%3Ealert(1)%3C%2fscript%3E",
                    "-1",
                    "0",
                    "2147483647",
                    "-2147483648",
                    "9223372036854775807",
                    "99999999999999999999",
                    "1e309",
                    "null",
                    "true",
                    "00000000-0000-0000-0000-000000000000",
                    "0-0-0-0-0",
                    "x".repeat(5_000));

    private static PlanDatabase database = new PlanDatabase();
    private static FakeManager manager = new FakeManager();
    private static ConsoleApp app = app();
    private static UUID run = UUID.randomUUID();
    private static long task;

    private final RawCaller caller = new RawCaller(app.port());
    private final List<String> wrong = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private static ConsoleApp app() {
        manager.answer("/api/v1/kickoffs", 200, "{\"dryRun\":true,\"tasks\":[]}");
        return new ConsoleApp(database, "pilot", manager.url());
    }

    @BeforeAll
    static void aPlanWithARun() {
        database.loadTexts("pilot", Registry.planOf("first", "second"));
        var registry = new Registry(database, "pilot");
        registry.configure();
        run = registry.running("first", registry.worker("w-1", 2), Duration.ofMinutes(1));
        task = registry.key("first");
    }

    @AfterAll
    static void stop() {
        app.close();
        manager.close();
        database.close();
    }

    @AfterEach
    void isStillThere() throws IOException {
        assertThat(wrong).as("%d of %s", wrong.size(), statuses).isEmpty();
        assertThat(caller.send("GET", "/status", List.of(), new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void badAddressesAndParameters() throws IOException {
        var places =
                List.of(
                        "/docs/@",
                        "/@",
                        "/docs/workstreams/@/",
                        "/docs/workstreams/core/tasks/first/@",
                        "/docs/?raw=@",
                        "/docs/workstreams/core/tasks/first?raw=@",
                        "/runs/@",
                        "/runs/@/log",
                        "/runs/@/log.txt",
                        "/runs/@/diff.patch",
                        "/parts/run/@",
                        "/parts/task/@/head",
                        "/parts/task/" + task + "/@",
                        "/parts/task/@/log",
                        "/parts/task/" + task + "/log?run=@",
                        "/runs/" + run + "/log?after=@",
                        "/runs/" + run + "/log?after=0&line=@",
                        "/runs/" + run + "/log?after=0&look=@",
                        "/runs/" + run + "/log?from=@",
                        "/runs/" + run + "/log.txt?download=@",
                        "/runs/" + run + "?@",
                        "/status?@=@",
                        "/workers?@",
                        "/kickoff?task=@",
                        "/kickoff?milestone=@",
                        "/kickoff?task=a&task=@",
                        "/events?since=@",
                        "/actions/@",
                        "/assets/@/console.js",
                        "/assets/0/@",
                        "/actions/token?@",
                        "/error?@",
                        "/livez/@");
        for (var place : places) {
            for (var value : VALUES) {
                send("GET", place.replace("@", value), List.of(), "");
            }
        }
    }

    @Test
    void badHeaders() throws IOException {
        var names =
                List.of(
                        "Cookie",
                        "Origin",
                        "Referer",
                        "Last-Event-ID",
                        "If-None-Match",
                        "Accept",
                        "Accept-Encoding",
                        "Range",
                        "traceparent",
                        "HX-Request",
                        "Sec-Fetch-Site",
                        "X-Action-Token",
                        "Idempotency-Key",
                        "Content-Type");
        var values =
                List.of(
                        "",
                        " ",
                        "\u0000",
                        "a\u0001b",
                        "\u00ff\u00fe",
                        "' or 1=1",
                        "../..",
                        "-1",
                        "bytes=9-1",
                        "W/\"x\", *",
                        "tasks_browser=",
                        "tasks_browser=\"\u00ff\"",
                        "00-zz-zz-01",
                        "not/a/type;=",
                        "*/*",
                        "x".repeat(6_000));
        for (var name : names) {
            for (var value : values) {
                for (var path :
                        List.of(
                                "/status",
                                "/docs/",
                                "/runs/" + run + "/log.txt",
                                "/events",
                                "/actions/token")) {
                    send("GET", path, List.of(name + ": " + value), "");
                }
                send("POST", "/actions/retry", with(name, value), "task=CORE-FIRST");
            }
        }
    }

    @Test
    void badForms() throws IOException {
        var actions =
                List.of(
                        "kickoff",
                        "retry",
                        "cancel",
                        "interrupt",
                        "follow-up",
                        "accept",
                        "reject",
                        "complete",
                        "take-out",
                        "priority",
                        "pause",
                        "resume",
                        "stop",
                        "drain",
                        "sync",
                        "nothing");
        var fields =
                List.of(
                        "task",
                        "milestone",
                        "dispatch",
                        "worker",
                        "text",
                        "interrupt",
                        "headSha",
                        "reason",
                        "priority",
                        "name",
                        "else");
        manager.forget();
        manager.answer("/api/v1/kickoffs", 201, "{\"dryRun\":false,\"tasks\":[]}");
        int turn = 0;
        for (var action : actions) {
            for (var field : fields) {
                for (int i = turn++ % 3; i < VALUES.size(); i += 3) {
                    String form = field + "=" + VALUES.get(i) + rest(field);
                    send("POST", "/actions/" + action, ours(), form);
                }
            }
            for (var body :
                    List.of(
                            "",
                            "&&&",
                            "=",
                            "task",
                            "{\"task\":1}",
                            "task=a&task=b",
                            "x=1&".repeat(20_000),
                            "task=" + "y".repeat(3 << 20))) {
                send("POST", "/actions/" + action, ours(), body);
            }
        }
        assertThat(manager.asked())
                .allSatisfy(
                        asked ->
                                assertThat(asked.uri())
                                        .matches(
                                                "/api/v1/(kickoffs|plans/pilot/sync|queue/(pause|stop|resume)\\?plan=pilot"
                                                    + "|queue/[^/?]+\\?plan=pilot|workers/[^/?]+/drain"
                                                    + "|tasks/[^/?]+/(retry|cancel|interrupt|follow-ups|accept|reject|complete)\\?plan=pilot)"));
    }

    private static String rest(String field) {
        return (field.equals("task") ? "" : "&task=CORE-FIRST")
                + (field.equals("dispatch") ? "" : "&dispatch=" + run)
                + (field.equals("worker") ? "" : "&worker=w-1")
                + (field.equals("text") ? "" : "&text=more");
    }

    private List<String> ours() throws IOException {
        if (mine.isEmpty()) {
            var answer = caller.send("GET", "/actions/token", List.of(), new byte[0]);
            String cookie = answer.head().replaceAll("(?is).*set-cookie: ([^;]*);.*", "$1");
            String token = answer.body().replaceAll("(?s).*\"token\":\"([0-9a-f]+)\".*", "$1");
            mine =
                    List.of(
                            "Origin: http://127.0.0.1:" + app.port(),
                            "Cookie: " + cookie,
                            "X-Action-Token: " + token,
                            "Content-Type: application/x-www-form-urlencoded");
        }
        return mine;
    }

    private List<String> mine = List.of();

    private List<String> with(String name, String value) throws IOException {
        var headers = new ArrayList<>(ours());
        headers.removeIf(h -> h.startsWith(name + ":"));
        headers.add(name + ": " + value);
        return headers;
    }

    private void send(String method, String target, List<String> headers, String body)
            throws IOException {
        var reply = caller.send(method, target, headers, body.getBytes(UTF_8));
        statuses.merge(reply.status(), 1, Integer::sum);
        String fault = fault(reply);
        if (fault != null && wrong.size() < 300) {
            String sent = method + " " + target + " " + headers + " " + body;
            wrong.add(
                    "%s: %d %s%n    %s"
                            .formatted(
                                    fault,
                                    reply.status(),
                                    shortened(reply.head() + reply.body()),
                                    shortened(sent)));
        }
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    private static @Nullable String fault(RawCaller.Reply reply) {
        if (reply.status() >= 500 || reply.status() == 0) {
            return "an error of ours";
        }
        if (reply.head().contains("X-Injected")) {
            return "a header was injected";
        }
        if (reply.head().contains("text/html") && reply.body().contains("<script>alert")) {
            return "markup came through";
        }
        return reply.status() >= 400
                        && reply.body()
                                .matches(
                                        "(?s).*(Exception|org\\.springframework|io\\.dataface|org\\.postgresql|\\n"
                                            + "\\s+at ).*")
                ? "our insides are shown"
                : null;
    }
}

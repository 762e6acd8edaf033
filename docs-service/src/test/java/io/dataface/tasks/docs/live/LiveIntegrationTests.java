package io.dataface.tasks.docs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.Registry;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveIntegrationTests {

    private static PlanDatabase database;
    private static Registry registry;
    private static ConsoleApp app;
    private static ChangeHub hub;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        registry = new Registry(database, "pilot");
        app =
                new ConsoleApp(
                        database,
                        "pilot",
                        "http://127.0.0.1:9",
                        "--tasks.docs.live.max-streams=3",
                        "--tasks.docs.live.heartbeat=200ms",
                        "--tasks.docs.live.pace=1ms");
        hub = app.bean(ChangeHub.class);
    }

    @AfterAll
    static void stop() {
        app.close();
        database.close();
    }

    @BeforeEach
    void awaitEmpty() {
        await().until(() -> hub.open() == 0);
    }

    @Test
    void aNotificationReachesAnOpenTab() throws Exception {
        try (var tab = new Tab("/events")) {
            tab.awaits("event: feed\ndata: up");
            registry.tell("{\"plan\":\"pilot\",\"tasks\":[\"CORE-A\"],\"workers\":true}");
            tab.awaits("\"tasks\":[\"CORE-A\"]");
            assertThat(tab.text()).contains("retry: 2000", "id: ", "\"workers\":true");
        }
    }

    @Test
    void anotherPlansChangesAreNotTold() throws Exception {
        try (var tab = new Tab("/events")) {
            tab.awaits("event: feed");
            registry.tell("{\"plan\":\"other\",\"tasks\":[\"CORE-B\"]}");
            registry.tell("{\"plan\":\"pilot\",\"tasks\":[\"CORE-C\"]}");
            tab.awaits("CORE-C");
            assertThat(tab.text()).doesNotContain("CORE-B");
        }
    }

    @Test
    void aTabThatMissedSomethingIsToldToRefetch() throws Exception {
        String before = hub.mark();
        hub.publish(Change.RESYNC);
        try (var late = new Tab("/events?since=" + before);
                var current = new Tab("/events?since=" + hub.mark())) {
            late.awaits("\"resync\":true");
            current.awaits(": beat");
            assertThat(current.text()).doesNotContain("resync");
        }
    }

    @Test
    void aTabOfAPageMadeEarlierIsToldWhatCameSince() throws Exception {
        String made = hub.mark();
        hub.publish(new Change("pilot", Set.of("CORE-A"), Set.of(), Set.of(), false, false, false));
        hub.publish(new Change("pilot", Set.of("CORE-B"), Set.of(), Set.of(), false, false, false));
        try (var tab = new Tab("/events?since=" + made)) {
            tab.awaits("\"tasks\":[\"CORE-A\",\"CORE-B\"]");
            assertThat(tab.text()).contains("id: " + hub.mark()).doesNotContain("\"resync\":true");
        }
        try (var other = new Tab("/events?since=" + made.replaceFirst("-.*", "-x"))) {
            other.awaits("\"resync\":true");
        }
    }

    @Test
    void aLostConnectionComesBackAndResyncs() throws Exception {
        try (var tab = new Tab("/events?since=" + hub.mark())) {
            tab.awaits("event: feed");
            database.jdbc()
                    .sql(
                            "select pg_terminate_backend(pid) from pg_stat_activity where"
                                    + " application_name = 'docs-service feed'")
                    .query()
                    .listOfRows();
            tab.awaits("\"resync\":true");
            registry.tell("{\"plan\":\"pilot\",\"logs\":[\"after\"]}");
            tab.awaits("after");
        }
    }

    @Test
    void oneTabTooManyIsRefusedAndAClosedOneMakesRoom() throws Exception {
        try (var one = new Tab("/events");
                var two = new Tab("/events");
                var three = new Tab("/events")) {
            one.awaits("feed");
            two.awaits("feed");
            three.awaits("feed");
            var refused = app.get("/events");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
        }
        await().until(() -> hub.open() == 0);
    }

    /// A browser's tab: an open stream and all that came.
    private static final class Tab implements AutoCloseable {
        private final List<String> came = new CopyOnWriteArrayList<>();
        private final InputStream in;
        private final HttpClient client = HttpClient.newHttpClient();

        Tab(String path) throws Exception {
            HttpResponse<InputStream> answer =
                    client.send(
                            HttpRequest.newBuilder(app.uri(path)).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            in = answer.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            byte[] bytes = new byte[4096];
            try {
                for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                    came.add(new String(bytes, 0, n));
                }
            } catch (java.io.IOException e) {
                came.add("closed");
            }
        }

        String text() {
            return String.join("", came);
        }

        void awaits(String text) {
            await().until(() -> text().contains(text));
        }

        @Override
        public void close() throws java.io.IOException {
            in.close();
            client.shutdownNow();
        }
    }
}

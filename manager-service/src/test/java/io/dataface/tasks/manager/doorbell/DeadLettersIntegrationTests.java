package io.dataface.tasks.manager.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.spring.pubsub.core.PubSubTemplate;
import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Dead letters where the transport is `postgres`, as after a change back.
@ManagerIntegrationTest
class DeadLettersIntegrationTests {
    private static final Instant PUBLISHED = Instant.parse("2026-01-02T03:04:05Z");

    @Autowired DeadLetters letters;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationContext context;
    private Api api = new Api(0);

    @BeforeEach
    void empty(@LocalServerPort int port) {
        api = new Api(port);
        jdbc.sql("delete from dead_letter").update();
    }

    private static DeadLetters.Message message(String id, byte[] data, @Nullable String problem) {
        return new DeadLetters.Message(
                "default", id, Map.of("dispatch", "<b>\0"), data, problem, PUBLISHED);
    }

    private String onlyId() {
        return api.get("/api/v1/queue/dead").json().at("/items/0/id").asString();
    }

    @Test
    void aMessageThatTheBrokerBringsTwiceIsKeptOnce() {
        letters.keep(List.of(message("1", new byte[2], "unreadable")));
        letters.keep(
                List.of(message("1", new byte[2], "unreadable"), message("2", new byte[0], null)));

        var page = api.get("/api/v1/queue/dead?limit=1").json();
        assertThat(page.at("/items")).hasSize(1);
        assertThat(page.at("/items/0/messageId").asString()).isEqualTo("1");
        assertThat(page.at("/items/0/attributes/dispatch").asString()).isEqualTo("<b>?");
        var rest =
                api.get("/api/v1/queue/dead?limit=1&after=" + page.at("/after").asString()).json();
        assertThat(rest.at("/items/0/messageId").asString()).isEqualTo("2");
        assertThat(rest.at("/after").isNull()).isTrue();
    }

    @Test
    void ofALongMessageTheBeginningIsKeptAndItsLength() {
        letters.keep(List.of(message("1", new byte[DeadLetters.LONGEST + 1], "unreadable")));

        assertThat(api.get("/api/v1/queue/dead").json().at("/items/0/bytes").asInt())
                .isEqualTo(DeadLetters.LONGEST + 1);
        assertThat(
                        jdbc.sql("select octet_length(data) from dead_letter")
                                .query(Integer.class)
                                .single())
                .isEqualTo(DeadLetters.LONGEST);
    }

    @Test
    void withoutABrokerThereIsNoReplayButTheLetterCanBeDeleted() {
        letters.keep(List.of(message("1", new byte[0], "unreadable")));
        var path = "/api/v1/queue/dead/" + onlyId();

        var refused = api.post(path + "/replay", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/type").asString()).endsWith(":no_broker");
        assertThat(api.send(api.request(path).header("X-Actor", "ann").DELETE()).status())
                .isEqualTo(204);

        assertThat(api.send(api.request(path).DELETE()).status()).isEqualTo(404);
        assertThat(
                        jdbc.sql("select actor || ' ' || action || ' ' || detail from audit")
                                .query(String.class)
                                .list())
                .contains("ann delete-dead-letter message 1 of pool default");
    }

    @Test
    void nothingOfGooglesIsSetUpWithoutABroker() {
        assertThat(context.getBeanNamesForType(GcpProjectIdProvider.class)).isEmpty();
        assertThat(context.getBeanNamesForType(CredentialsProvider.class)).isEmpty();
        assertThat(context.getBeanNamesForType(PubSubTemplate.class)).isEmpty();
        assertThat(context.getBeanNamesForType(Outbox.class)).isEmpty();
    }

    @Test
    void theOutboxIsNotWrittenWithoutABroker() {
        assertThat(jdbc.sql("select count(*) from doorbell_outbox").query(Integer.class).single())
                .isZero();
    }
}

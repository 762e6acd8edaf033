package io.dataface.tasks.model.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorbellTests {
    private static final UUID ID = UUID.fromString("5f2ad23b-3f06-4c2c-8c3b-4a4a6f9c1d11");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void whatIsWrittenIsRead() throws UnreadableDoorbellException {
        var bell = new Doorbell(ID, 3, "demo", TRACE);

        assertThat(Doorbell.read(bell.attributes())).isEqualTo(bell);
    }

    @Test
    void planAndTraceMayBeMissing() throws UnreadableDoorbellException {
        var bell = new Doorbell(ID, 1, null, null);

        assertThat(bell.attributes()).containsOnlyKeys("dispatch", "attempt");
        assertThat(Doorbell.read(bell.attributes())).isEqualTo(bell);
    }

    @Test
    void strangersAttributesAndMalformedTracesAreIgnored() throws UnreadableDoorbellException {
        var attributes = new HashMap<>(new Doorbell(ID, 1, null, null).attributes());
        attributes.put("traceparent", "00-\n-01");
        attributes.put("googclient_deliveryattempt", "2");

        assertThat(Doorbell.read(attributes)).isEqualTo(new Doorbell(ID, 1, null, null));
    }

    @Test
    void aMessageWithoutADispatchIsUnreadable() {
        assertThatThrownBy(() -> Doorbell.read(Map.of("attempt", "1")))
                .isInstanceOf(UnreadableDoorbellException.class)
                .hasMessage("it has no attribute \"dispatch\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "no-uuid", "5f2ad23b-3f06-4c2c-8c3b-4a4a6f9c1d11 "})
    void whatIsNoUuidIsUnreadable(String id) {
        assertThatThrownBy(() -> Doorbell.read(Map.of("dispatch", id, "attempt", "1")))
                .isInstanceOf(UnreadableDoorbellException.class)
                .hasMessageContaining("not a UUID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "99999999999", "one"})
    void whatIsNoAttemptIsUnreadable(String attempt) {
        assertThatThrownBy(
                        () -> Doorbell.read(Map.of("dispatch", ID.toString(), "attempt", attempt)))
                .isInstanceOf(UnreadableDoorbellException.class)
                .hasMessageContaining("not a number from 1");
    }

    @Test
    void aLongOrTrickyValueIsShownShortAndPlain() {
        var id = "x\u001b[31m" + "y".repeat(500);

        assertThatThrownBy(() -> Doorbell.read(Map.of("dispatch", id, "attempt", "1")))
                .message()
                .hasSizeLessThan(120)
                .doesNotContain("\u001b");
    }

    @Test
    void namesHoldWhatPubSubAllows() {
        assertThat(new PoolNames("tasks", "default").subscription())
                .isEqualTo("tasks-default-workers");
        assertThat(new PoolNames("tasks", "big boxes*/ü").deadSubscription())
                .matches("[A-Za-z][A-Za-z0-9._~+%-]{2,254}")
                .endsWith("-dead-manager");
    }
}

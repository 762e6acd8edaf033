package io.dataface.tasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PubSubEmulatorIntegrationTests {
    @TempDir static Path folder;

    @Test
    void anEmulatorThatIsKilledIsBackAtItsAddressAndHasForgottenEverything() {
        var found = PubSubEmulator.find(folder.resolve("emulator.log"));
        assumeThat(found).as(PubSubEmulator.MISSING).isPresent();
        try (var emulator = found.orElseThrow().start()) {
            var broker = emulator.broker("some-project");
            broker.createTopic("bells");
            broker.createSubscription("listeners", "bells");
            broker.publish("bells", Map.of("dispatch", "1"), "ding".getBytes(UTF_8));

            var pulled = broker.pull("listeners", 10);

            assertThat(pulled).hasSize(1);
            assertThat(pulled.getFirst().attributes()).containsEntry("dispatch", "1");
            assertThat(pulled.getFirst().data()).asString(UTF_8).isEqualTo("ding");
            broker.ack("listeners", pulled);
            assertThat(broker.pull("listeners", 10)).isEmpty();

            var address = emulator.address();
            emulator.kill();
            assertThat(emulator.alive()).isFalse();
            emulator.start();

            assertThat(emulator.address()).isEqualTo(address);
            assertThat(broker.topics()).isEmpty();
            assertThat(broker.subscriptions()).isEmpty();
        }
    }
}

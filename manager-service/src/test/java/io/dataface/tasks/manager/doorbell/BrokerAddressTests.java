package io.dataface.tasks.manager.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrokerAddressTests {

    @Test
    void anAddressThatIsGivenIsAnEmulators() {
        assertThat(new BrokerAddress("127.0.0.1:8085").emulated()).isTrue();
        assertThat(new BrokerAddress(null).emulated()).isFalse();
    }

    @Test
    void anEmptyAddressIsNeitherAnEmulatorNorGoogle() {
        assertThatThrownBy(() -> new BrokerAddress(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("emulator-host is empty");
    }
}

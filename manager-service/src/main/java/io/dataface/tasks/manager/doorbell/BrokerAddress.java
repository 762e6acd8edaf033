package io.dataface.tasks.manager.doorbell;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where messages go.
///
/// @param emulatorHost host and port of an emulator; none: Google's own service
@ConfigurationProperties("spring.cloud.gcp.pubsub")
record BrokerAddress(@Nullable String emulatorHost) {
    BrokerAddress {
        if (emulatorHost != null && emulatorHost.isBlank()) {
            throw new IllegalArgumentException(
                    "spring.cloud.gcp.pubsub.emulator-host is empty: give the emulator's host and"
                            + " port, or leave it out where messages go to Google's service");
        }
    }

    boolean emulated() {
        return emulatorHost != null && !emulatorHost.equals("false");
    }
}

package io.dataface.tasks.manager.doorbell;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where messages go.
///
/// @param emulatorHost host and port of an emulator; none: Google's own service
@ConfigurationProperties("spring.cloud.gcp.pubsub")
record BrokerAddress(@Nullable String emulatorHost) {
    boolean emulated() {
        return emulatorHost != null && !emulatorHost.equals("false");
    }
}

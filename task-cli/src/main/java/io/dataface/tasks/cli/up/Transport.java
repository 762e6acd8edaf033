package io.dataface.tasks.cli.up;

import java.nio.file.Path;
import java.util.List;

/// How the workers of an installation hear of work.
sealed interface Transport {
    /// Their polls wait at the manager.
    record Postgres() implements Transport {}

    /// Messages of a Pub/Sub emulator wake them.
    ///
    /// @param emulator host and port of one that runs
    record PubSub(String emulator) implements Transport {
        /// What a service is told of it.
        List<String> options() {
            return List.of(
                    "--tasks.transport=pubsub",
                    "--spring.cloud.gcp.pubsub.emulator-host=" + emulator);
        }
    }

    /// As [PubSub], and the emulator is one of the installation's own processes.
    ///
    /// @param jar the emulator's program
    /// @param port where it is to listen
    record OwnPubSub(Path jar, int port) implements Transport {
        PubSub broker() {
            return new PubSub("127.0.0.1:" + port);
        }
    }
}

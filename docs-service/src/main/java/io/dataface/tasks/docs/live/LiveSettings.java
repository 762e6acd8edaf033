package io.dataface.tasks.docs.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits of the event streams.
///
/// @param maxStreams open event streams in this process; one more is refused with 503
/// @param heartbeat time without an event after which a stream says that it still lives
/// @param pace shortest time between two events of a stream; what comes sooner is sent as one
@ConfigurationProperties("tasks.docs.live")
record LiveSettings(
        @DefaultValue("200") int maxStreams,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("250ms") Duration pace) {

    LiveSettings {
        if (maxStreams < 1) {
            throw new IllegalArgumentException("tasks.docs.live.max-streams must be at least 1");
        }
    }
}

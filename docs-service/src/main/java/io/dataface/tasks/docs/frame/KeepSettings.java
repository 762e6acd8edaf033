package io.dataface.tasks.docs.frame;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What is kept for the next who asks.
///
/// @param bytes of finished pages
/// @param time after which it is looked whether a page still is right although no change was
///     told; 0: for every request
@ConfigurationProperties("tasks.docs.keep")
public record KeepSettings(
        @DefaultValue("64MB") DataSize bytes, @DefaultValue("1s") Duration time) {

    public KeepSettings {
        if (bytes.isNegative()) {
            throw new IllegalArgumentException("tasks.docs.keep.bytes must not be negative");
        }
        if (time.isNegative()) {
            throw new IllegalArgumentException("tasks.docs.keep.time must not be negative");
        }
    }
}

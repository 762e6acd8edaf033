package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.model.doorbell.PoolNames;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How workers hear of work.
///
/// @param transport `postgres`: their polls wait at the manager; `pubsub`: messages wake them
/// @param pubsub where those messages go
@Validated
@ConfigurationProperties("tasks")
record TransportProperties(
        @DefaultValue("postgres")
                @NotNull
                @Pattern(regexp = "postgres|pubsub", message = "must be postgres or pubsub")
                String transport,
        @DefaultValue @NotNull @Valid PubSub pubsub) {

    /// @param prefix first part of the names of topics and subscriptions
    record PubSub(
            @DefaultValue("tasks")
                    @NotNull
                    @Pattern(regexp = PoolNames.PREFIX, message = PoolNames.PREFIX_RULE)
                    String prefix) {}
}

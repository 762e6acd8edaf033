package io.dataface.tasks.worker.settings;

import io.dataface.tasks.model.doorbell.PoolNames;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How a worker hears of work; the manager must have the same.
///
/// @param transport `postgres`: its polls wait at the manager; `pubsub`: messages wake it
/// @param pubsub where those messages come from
@Validated
@ConfigurationProperties("tasks")
public record TransportProperties(
        @DefaultValue("postgres")
                @NotNull
                @Pattern(regexp = "postgres|pubsub", message = "must be postgres or pubsub")
                String transport,
        @DefaultValue @NotNull @Valid PubSub pubsub) {

    /// @param prefix first part of the names of topics and subscriptions
    /// @param fallbackPoll time after which the manager is asked without a message
    public record PubSub(
            @DefaultValue("tasks")
                    @NotNull
                    @Pattern(regexp = PoolNames.PREFIX, message = PoolNames.PREFIX_RULE)
                    String prefix,
            @DefaultValue("10s") @NotNull @DurationMin(seconds = 1) Duration fallbackPoll) {}
}

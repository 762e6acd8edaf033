package io.dataface.tasks.manager.dispatch;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How leases, retries and circuits behave.
///
/// @param lease how leases last
/// @param retry how failures are tried again
@Validated
@ConfigurationProperties("tasks")
record DispatchProperties(@DefaultValue @NotNull Lease lease, @DefaultValue @NotNull Retry retry) {

    /// @param duration from grant or renewal to the end of a lease nobody renews
    record Lease(@DefaultValue("60s") Duration duration) {
        Duration renewEvery() {
            return duration.dividedBy(6);
        }

        /// Time past its end until a lease is taken away: 5 s for a lease of 60 s, in
        /// proportion for others.
        Duration grace() {
            return duration.dividedBy(12);
        }

        /// How old the lease clock's stamp may be before it means that no manager ran: never less
        /// than what some passes take, or the leases of a short duration would never end.
        Duration standstill() {
            var passes = Duration.ofSeconds(3);
            return grace().compareTo(passes) > 0 ? grace() : passes;
        }
    }

    /// @param base wait after the first failure, doubled after each further one
    /// @param max longest wait
    /// @param failures counted failures in a row that open a task's circuit
    /// @param setupFailures failures before the agent, on any worker, that open it
    /// @param goneWorkers lost workers in a row that open it
    record Retry(
            @DefaultValue("10s") Duration base,
            @DefaultValue("5m") Duration max,
            @DefaultValue("3") int failures,
            @DefaultValue("5") int setupFailures,
            @DefaultValue("5") int goneWorkers) {

        /// Wait before the attempt after the given one, with up to a tenth of it as jitter.
        Duration backoff(int attempt, double random) {
            double factor = Math.pow(2, Math.min(attempt - 1, 20));
            long millis = (long) Math.min(base.toMillis() * factor, max.toMillis());
            return Duration.ofMillis(millis + (long) (millis * 0.1 * random));
        }
    }
}

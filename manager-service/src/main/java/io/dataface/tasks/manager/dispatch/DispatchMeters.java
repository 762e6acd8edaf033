package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The meters of the life of a dispatch; docs/telemetry.md lists them.
@Component
class DispatchMeters {
    private final MeterRegistry registry;
    private final Timer claim;
    private final Timer waited;

    DispatchMeters(MeterRegistry registry) {
        this.registry = registry;
        claim = Timer.builder("tasks.dispatch.claim").register(registry);
        waited = Timer.builder("tasks.dispatch.queue.wait").register(registry);
    }

    void claimed(Duration took) {
        claim.record(took);
    }

    void granted(Duration queued) {
        waited.record(queued);
    }

    void ended(DispatchState state) {
        registry.counter("tasks.dispatch.ended", "state", state.name()).increment();
    }

    void expired() {
        registry.counter("tasks.lease.expired").increment();
    }

    void refused() {
        registry.counter("tasks.result.refused").increment();
    }
}

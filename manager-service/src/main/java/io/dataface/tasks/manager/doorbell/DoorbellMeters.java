package io.dataface.tasks.manager.doorbell;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The outbox's meters, read from the table when somebody asks; docs/telemetry.md lists them.
@Component
@WithPubSub
class DoorbellMeters {
    DoorbellMeters(MeterRegistry registry, Outbox outbox) {
        Gauge.builder("tasks.outbox.depth", outbox, read(o -> o.backlog().depth()))
                .register(registry);
        TimeGauge.builder(
                        "tasks.outbox.lag",
                        outbox,
                        TimeUnit.SECONDS,
                        read(o -> o.backlog().lagSeconds()))
                .register(registry);
    }

    /// A database that is away makes no gauge fail loudly.
    private static ToDoubleFunction<Outbox> read(ToDoubleFunction<Outbox> value) {
        return outbox -> {
            try {
                return value.applyAsDouble(outbox);
            } catch (DataAccessException e) {
                return Double.NaN;
            }
        };
    }
}

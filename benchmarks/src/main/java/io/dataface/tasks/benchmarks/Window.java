package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Processor time of all that took part, over one stretch of time.
final class Window {
    private final Postgres postgres;
    private final @Nullable JavaProcess service;
    private final long startNanos = System.nanoTime();
    private final Duration postgresAtStart;
    private final Duration serviceAtStart;
    private final Duration driverAtStart = Cpu.own();

    private Window(Postgres postgres, @Nullable JavaProcess service) throws IOException {
        this.postgres = postgres;
        this.service = service;
        postgresAtStart = postgres.cpu();
        serviceAtStart = cpu();
    }

    /// Begins now.
    ///
    /// @param service the one that is measured; null: there is only Postgres
    static Window open(Postgres postgres, @Nullable JavaProcess service) throws IOException {
        return new Window(postgres, service);
    }

    /// Cores used on average: of the service, of Postgres, of this driver.
    record Cores(double seconds, double service, double postgres, double driver) {}

    Cores close() throws IOException {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return new Cores(
                seconds,
                seconds(cpu().minus(serviceAtStart)) / seconds,
                seconds(postgres.cpu().minus(postgresAtStart)) / seconds,
                seconds(Cpu.own().minus(driverAtStart)) / seconds);
    }

    private Duration cpu() {
        return service == null ? Duration.ZERO : service.cpu();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}

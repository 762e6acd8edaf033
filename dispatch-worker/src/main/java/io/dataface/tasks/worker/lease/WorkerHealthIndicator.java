package io.dataface.tasks.worker.lease;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether this worker lives and how many leases it holds. The manager's absence is no illness of
/// a worker's: it waits.
@Component
class WorkerHealthIndicator implements HealthIndicator {
    private final Worker worker;

    WorkerHealthIndicator(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        var health = worker.isRunning() ? Health.up() : Health.outOfService();
        return health.withDetail("leases", worker.held()).build();
    }
}

package io.dataface.tasks.worker.lease;

import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.Results;
import io.dataface.tasks.worker.manager.Backoff;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.manager.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the manager how runs ended, until it has answered.
final class Reports {
    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    private final ManagerClient manager;
    private final UUID worker;

    Reports(ManagerClient manager, UUID worker) {
        this.manager = manager;
        this.worker = worker;
    }

    /// Returns when the manager has answered, whatever it said.
    void send(Result result) throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3));
        while (!sent(result)) {
            backoff.pause();
        }
    }

    private boolean sent(Result result) throws InterruptedException {
        try {
            var answers = manager.report(worker, new Results(List.of(result))).answers();
            var refused = answers.stream().anyMatch(line -> !line.accepted());
            log.info(
                    refused ? "A result came too late" : "Reported a result: {} {}",
                    result.outcome(),
                    result.reason() == null ? "" : result.reason());
            return true;
        } catch (RefusedException e) {
            if (e.worthRetrying()) {
                return false;
            }
            log.error("The manager refuses a result; its lease will run out: {}", e.getMessage());
            return true;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            log.debug("A result was not answered", e);
            return false;
        }
    }
}

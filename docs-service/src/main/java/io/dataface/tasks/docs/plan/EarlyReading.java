package io.dataface.tasks.docs.plan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads the plan while the rest of the service starts, so that who asks first does not
/// wait for all of it.
@Component
class EarlyReading {

    private static final Logger log = LoggerFactory.getLogger(EarlyReading.class);

    EarlyReading(PlanSnapshots snapshots) {
        Thread.ofVirtual().name("early-reading").start(() -> read(snapshots));
    }

    private static void read(PlanSnapshots snapshots) {
        try {
            snapshots.findCurrent();
        } catch (RuntimeException e) {
            // Whoever asks first is told, should it last.
            log.debug("Plan not readable yet", e);
        }
    }
}

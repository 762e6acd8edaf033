/// Registers, polls, renews, obeys, reports and drains.
@ApplicationModule(
        allowedDependencies = {
            "doorbell",
            "journal",
            "log",
            "manager",
            "process",
            "run",
            "settings"
        })
@NullMarked
package io.dataface.tasks.worker.lease;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

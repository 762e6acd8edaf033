/// Hears of work by messages where `tasks.transport=pubsub`. What it hears is a hint: the manager
/// alone gives leases.
@ApplicationModule(allowedDependencies = "settings")
@NullMarked
package io.dataface.tasks.worker.doorbell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

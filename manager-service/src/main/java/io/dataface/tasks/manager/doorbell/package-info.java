/// Wakes workers by messages where `tasks.transport=pubsub`: an outbox that is written with what
/// it tells of, the broker behind it, and what nobody could read. Moves nothing.
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "loop", "web"})
package io.dataface.tasks.manager.doorbell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

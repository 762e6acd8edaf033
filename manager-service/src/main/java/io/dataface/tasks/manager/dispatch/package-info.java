/// The life of a dispatch: kick-off, queue, leases, results, successors, and what people ask
/// for; the only place that moves a state.
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "loop", "plan", "view", "web", "worker"})
package io.dataface.tasks.manager.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

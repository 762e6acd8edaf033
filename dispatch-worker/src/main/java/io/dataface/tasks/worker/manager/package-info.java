/// Speaks the worker protocol with the manager.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.worker.manager;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Starts programs, and ends them with everything that they started.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.worker.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Turns an agent's settings and one run into a command line.
@ApplicationModule(allowedDependencies = {"settings", "process"})
@NullMarked
package io.dataface.tasks.worker.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

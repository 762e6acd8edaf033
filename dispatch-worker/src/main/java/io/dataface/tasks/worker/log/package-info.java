/// Redacts what agents print and delivers it to the manager in order.
@ApplicationModule(allowedDependencies = {"manager"})
@NullMarked
package io.dataface.tasks.worker.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

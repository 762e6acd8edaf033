/// What people and programs read about plans, tasks, dispatches, queue and workers; moves nothing.
@ApplicationModule(allowedDependencies = "web")
@NullMarked
package io.dataface.tasks.manager.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

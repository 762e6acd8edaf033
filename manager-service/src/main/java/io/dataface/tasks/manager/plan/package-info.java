/// Takes the plan in: reads its source, resolves who and what its tasks name, and writes what
/// changed to the registry.
@ApplicationModule(allowedDependencies = {"feed", "view", "web"})
@NullMarked
package io.dataface.tasks.manager.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

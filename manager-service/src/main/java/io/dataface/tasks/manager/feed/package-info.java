/// Tells listeners, after commit, what changed in the registry.
@NullMarked
@ApplicationModule(allowedDependencies = "loop")
package io.dataface.tasks.manager.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Reads what the manager publishes about a plan; knows nothing of pages.
@ApplicationModule(allowedDependencies = {"frame"})
@NullMarked
package io.dataface.tasks.docs.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

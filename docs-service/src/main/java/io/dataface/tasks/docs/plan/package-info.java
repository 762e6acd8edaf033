/// Keeps the plan parsed in memory and reads again only what changed.
@ApplicationModule(allowedDependencies = {"frame", "published"})
@NullMarked
package io.dataface.tasks.docs.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

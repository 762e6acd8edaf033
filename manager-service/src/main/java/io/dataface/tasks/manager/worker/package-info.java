/// Knows the workers: who registered, who was seen when, who drains.
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "view", "web"})
package io.dataface.tasks.manager.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

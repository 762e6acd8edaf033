/// The operators' console: what needs a person, what runs, what waits and why, and the workers.
@ApplicationModule(allowedDependencies = {"frame", "actions", "published", "run"})
@NullMarked
package io.dataface.tasks.docs.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

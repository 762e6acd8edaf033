/// A task's runs as people follow them: what happens now, why not, what came of it, and what can
/// be done about it.
@ApplicationModule(allowedDependencies = {"frame", "log", "published"})
@NullMarked
package io.dataface.tasks.docs.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

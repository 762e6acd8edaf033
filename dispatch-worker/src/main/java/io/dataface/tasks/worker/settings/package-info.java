/// What an operator configures.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.worker.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

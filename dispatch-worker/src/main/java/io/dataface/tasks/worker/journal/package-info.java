/// Remembers on disk what this worker started, so that the next one can end it.
@ApplicationModule(allowedDependencies = {"process"})
@NullMarked
package io.dataface.tasks.worker.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Runs git with a closed environment and under nobody's configuration but ours.
@ApplicationModule(allowedDependencies = {"process"})
@NullMarked
package io.dataface.tasks.worker.git;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

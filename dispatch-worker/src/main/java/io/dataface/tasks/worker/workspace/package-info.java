/// Keeps a repository per target and a clone per task, and makes commits from what agents leave.
@ApplicationModule(allowedDependencies = {"git", "process"})
@NullMarked
package io.dataface.tasks.worker.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

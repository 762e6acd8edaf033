/// Shows what happened: completed tasks, merged pull requests, runs and decisions, by day.
@ApplicationModule(allowedDependencies = {"frame", "published", "run"})
@NullMarked
package io.dataface.tasks.docs.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

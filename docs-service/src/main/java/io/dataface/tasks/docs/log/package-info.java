/// Logs of runs: windows of numbered lines, what was appended since, and the raw bytes.
@ApplicationModule(allowedDependencies = {"frame"})
@NullMarked
package io.dataface.tasks.docs.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

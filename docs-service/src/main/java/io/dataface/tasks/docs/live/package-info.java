/// The change feed: one LISTEN connection for the process, one event stream for each open tab.
@ApplicationModule(allowedDependencies = {"frame", "published"})
@NullMarked
package io.dataface.tasks.docs.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

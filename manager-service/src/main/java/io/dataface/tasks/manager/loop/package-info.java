/// Work that goes on from the manager's start to its end.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.dataface.tasks.manager.loop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

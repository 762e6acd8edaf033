/// The plan's files as they are in its repository, and the folders that they lie in.
@ApplicationModule(allowedDependencies = {"frame", "published", "plan"})
@NullMarked
package io.dataface.tasks.docs.browse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

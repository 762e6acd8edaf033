/// What people do in the browser: checked to come from our own page, then sent to the manager
/// under this service's token and the person's name.
@ApplicationModule(allowedDependencies = {"frame", "published"})
@NullMarked
package io.dataface.tasks.docs.actions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

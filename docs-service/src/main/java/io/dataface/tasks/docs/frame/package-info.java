/// The frame of every page: layout, assets, security headers and error pages.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.docs.frame;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

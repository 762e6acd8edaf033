/// What every request meets: who may call, how errors look, repeated and conditional requests,
/// pages.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.manager.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

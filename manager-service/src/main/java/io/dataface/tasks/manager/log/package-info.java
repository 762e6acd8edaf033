/// Keeps what agents print: appended at offsets by the lease's holder, read by range, streamed
/// live.
@NullMarked
@ApplicationModule(allowedDependencies = {"feed", "view", "web"})
package io.dataface.tasks.manager.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

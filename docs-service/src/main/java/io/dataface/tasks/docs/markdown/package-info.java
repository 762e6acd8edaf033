/// Turns untrusted markdown into safe HTML; knows nothing of plans.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.dataface.tasks.docs.markdown;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

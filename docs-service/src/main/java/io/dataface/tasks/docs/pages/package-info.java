/// The plan's pages: what each shows and where it is found.
@ApplicationModule(allowedDependencies = {"frame", "published", "markdown", "plan", "run"})
@NullMarked
package io.dataface.tasks.docs.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

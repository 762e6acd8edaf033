/// Takes one dispatch through its phases to its outcome.
@ApplicationModule(
        allowedDependencies = {
            "agent",
            "git",
            "journal",
            "log",
            "process",
            "settings",
            "workspace"
        })
@NullMarked
package io.dataface.tasks.worker.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Checks of the files that run the system in containers.
@NullMarked
package io.dataface.tasks.deploy;

import org.jspecify.annotations.NullMarked;

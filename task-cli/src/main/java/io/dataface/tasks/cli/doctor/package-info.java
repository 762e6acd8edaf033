/// `tasks doctor`: looks at what this machine has and lacks for a local installation.
@NullMarked
package io.dataface.tasks.cli.doctor;

import org.jspecify.annotations.NullMarked;

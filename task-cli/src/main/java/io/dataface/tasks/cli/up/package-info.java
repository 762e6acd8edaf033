/// `tasks up`: a local installation from nothing to ready to nothing, for the demo or a
/// person's
// own
/// plan.
@NullMarked
package io.dataface.tasks.cli.up;

import org.jspecify.annotations.NullMarked;

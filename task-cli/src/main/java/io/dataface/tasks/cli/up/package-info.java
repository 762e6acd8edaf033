/// The local installation: `tasks up` starts Postgres, manager, docs and workers as processes of
/// their own, watches them, and leaves nothing running when it ends.
@NullMarked
package io.dataface.tasks.cli.up;

import org.jspecify.annotations.NullMarked;

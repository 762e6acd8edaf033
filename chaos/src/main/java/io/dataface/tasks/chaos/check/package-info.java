/// Judges an installation at rest: facts are read once, from database, remote, journals and the
/// watcher's notes, and each rule says what in them breaks it.
@NullMarked
package io.dataface.tasks.chaos.check;

import org.jspecify.annotations.NullMarked;

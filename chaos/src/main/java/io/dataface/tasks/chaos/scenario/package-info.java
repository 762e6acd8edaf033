/// Hurts an installation by a schedule that follows from a seed, waits for rest and has the
/// facts judged.
@NullMarked
package io.dataface.tasks.chaos.scenario;

import org.jspecify.annotations.NullMarked;

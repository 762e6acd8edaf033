/// What managers and workers agree on where a message wakes the workers: its attributes, and the
/// names of topics and subscriptions.
@NullMarked
package io.dataface.tasks.model.doorbell;

import org.jspecify.annotations.NullMarked;

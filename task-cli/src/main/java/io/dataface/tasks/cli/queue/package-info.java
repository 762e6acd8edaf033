/// Commands about the queue as a whole and the workers that serve it.
@NullMarked
package io.dataface.tasks.cli.queue;

import org.jspecify.annotations.NullMarked;

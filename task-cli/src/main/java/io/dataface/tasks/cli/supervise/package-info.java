/// Keeps processes running: starts them, starts them again when they end, stops them in order.
@NullMarked
package io.dataface.tasks.cli.supervise;

import org.jspecify.annotations.NullMarked;

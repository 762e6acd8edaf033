@NullMarked
package io.dataface.tasks.worker.doorbell;

import org.jspecify.annotations.NullMarked;

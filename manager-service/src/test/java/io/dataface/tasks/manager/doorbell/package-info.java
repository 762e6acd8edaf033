@NullMarked
package io.dataface.tasks.manager.doorbell;

import org.jspecify.annotations.NullMarked;

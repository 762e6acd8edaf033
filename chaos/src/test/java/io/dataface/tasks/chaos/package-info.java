@NullMarked
package io.dataface.tasks.chaos;

import org.jspecify.annotations.NullMarked;

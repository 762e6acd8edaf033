@NullMarked
package io.dataface.tasks.chaos.check;

import org.jspecify.annotations.NullMarked;

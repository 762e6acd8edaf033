@NullMarked
package io.dataface.tasks.emulator;

import org.jspecify.annotations.NullMarked;

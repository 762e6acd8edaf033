@NullMarked
package io.dataface.tasks.cli;

import org.jspecify.annotations.NullMarked;

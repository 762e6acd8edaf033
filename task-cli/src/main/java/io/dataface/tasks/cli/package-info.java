/// The one command surface: the root command and what it registers.
@NullMarked
package io.dataface.tasks.cli;

import org.jspecify.annotations.NullMarked;

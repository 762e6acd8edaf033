/// One run of the command line: its streams, its global options, its output and its end.
@NullMarked
package io.dataface.tasks.cli.invocation;

import org.jspecify.annotations.NullMarked;

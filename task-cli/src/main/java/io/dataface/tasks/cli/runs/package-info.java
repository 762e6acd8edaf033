/// Commands that start, watch, steer and judge the runs of a task.
@NullMarked
package io.dataface.tasks.cli.runs;

import org.jspecify.annotations.NullMarked;

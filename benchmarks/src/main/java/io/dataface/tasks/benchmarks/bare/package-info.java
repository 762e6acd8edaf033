/// What a bare Spring Boot service over two statements can do: the yardstick for the manager.
@NullMarked
package io.dataface.tasks.benchmarks.bare;

import org.jspecify.annotations.NullMarked;

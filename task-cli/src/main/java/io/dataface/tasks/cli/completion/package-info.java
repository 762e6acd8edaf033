/// Completion for shells: generated scripts, and the names that only the manager knows.
@NullMarked
package io.dataface.tasks.cli.completion;

import org.jspecify.annotations.NullMarked;

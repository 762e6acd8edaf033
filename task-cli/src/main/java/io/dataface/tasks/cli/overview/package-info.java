/// Commands that look: status, list, show, why, workers.
@NullMarked
package io.dataface.tasks.cli.overview;

import org.jspecify.annotations.NullMarked;

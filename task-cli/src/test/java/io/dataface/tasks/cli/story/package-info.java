@NullMarked
package io.dataface.tasks.cli.story;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.dataface.tasks.manager.feed;

import org.jspecify.annotations.NullMarked;

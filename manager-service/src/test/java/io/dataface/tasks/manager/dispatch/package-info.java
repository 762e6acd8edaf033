@NullMarked
package io.dataface.tasks.manager.dispatch;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.dataface.tasks.manager.plan;

import org.jspecify.annotations.NullMarked;

/// Records of the worker protocol (REST between worker and manager).
@NullMarked
package io.dataface.tasks.model.worker;

import org.jspecify.annotations.NullMarked;

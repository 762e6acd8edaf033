@NullMarked
package io.dataface.tasks.chaos.scenario;

import org.jspecify.annotations.NullMarked;

/// A real installation on free ports whose processes, connections and agents can be hurt on
/// purpose, and what is asked of it afterwards.
@NullMarked
package io.dataface.tasks.chaos;

import org.jspecify.annotations.NullMarked;

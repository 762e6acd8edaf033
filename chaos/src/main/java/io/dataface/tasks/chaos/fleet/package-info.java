/// Many workers that speak the whole protocol and hear of work by messages, but only play their
/// agents: so a small machine carries a large installation, which is hurt and judged as a
/// whole.
@NullMarked
package io.dataface.tasks.chaos.fleet;

import org.jspecify.annotations.NullMarked;

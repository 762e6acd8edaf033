/// Google's Pub/Sub emulator as something that is found, started, killed and looked into; no
/// Google library is needed for that.
@NullMarked
package io.dataface.tasks.emulator;

import org.jspecify.annotations.NullMarked;

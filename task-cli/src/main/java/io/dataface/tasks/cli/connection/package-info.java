/// Where the manager is and how to talk to it: settings with their origin, the local installation,
/// HTTP with retries.
@NullMarked
package io.dataface.tasks.cli.connection;

import org.jspecify.annotations.NullMarked;

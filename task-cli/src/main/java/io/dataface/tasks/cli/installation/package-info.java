/// A local installation on disk: its data folder, secrets, lock, ports, and what tells others
/// where it runs.
@NullMarked
package io.dataface.tasks.cli.installation;

import org.jspecify.annotations.NullMarked;

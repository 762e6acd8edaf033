/// The embedded Postgres server: unpacked, made, kept running by a process of its own, and given
/// its database and logins.
@NullMarked
package io.dataface.tasks.cli.postgres;

import org.jspecify.annotations.NullMarked;

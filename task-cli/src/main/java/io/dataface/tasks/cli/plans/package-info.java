/// Commands about the plan's files: init, new, check; and sync, which makes the manager read them.
@NullMarked
package io.dataface.tasks.cli.plans;

import org.jspecify.annotations.NullMarked;

/// The dispatch-worker: takes leases, runs agents in workspaces, pushes branches, reports.
@NullMarked
package io.dataface.tasks.worker;

import org.jspecify.annotations.NullMarked;

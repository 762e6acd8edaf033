package io.dataface.tasks.worker.run;

import io.dataface.tasks.worker.workspace.Repository;
import io.dataface.tasks.worker.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// A workspace that an agent can work in.
///
/// @param baseHead the base branch's head
/// @param remoteHead the task's branch on the remote; null: it does not exist
/// @param floor the commit that the outcome has to descend from
record Prepared(
        Repository repository,
        Workspace workspace,
        String baseHead,
        @Nullable String remoteHead,
        String floor) {}

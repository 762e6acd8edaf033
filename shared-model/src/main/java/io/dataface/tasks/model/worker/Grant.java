package io.dataface.tasks.model.worker;

import io.dataface.tasks.model.DispatchKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lease with all that its run needs.
///
/// @param token fencing token that every call about this dispatch carries
/// @param leaseMillis time from this answer until the lease ends if nobody renews it
/// @param branch the task's branch, without `refs/heads/`
/// @param startSha where the branch starts; null: at the base branch's head
/// @param expectedHead the remote branch's head as the registry knows it; null: it must not exist
/// @param pushedShas heads that earlier runs may have pushed without a result; the remote's head
///     among them means adopted
/// @param prompt all that the agent is told
/// @param resetWorkspace whether the workspace's tree is reset to the start, or kept
/// @param followUps ids of the follow-ups that the prompt contains
public record Grant(
        UUID dispatchId,
        long token,
        long leaseMillis,
        DispatchKind kind,
        int attempt,
        String planId,
        String taskId,
        String slug,
        String title,
        Target repository,
        String branch,
        @Nullable String startSha,
        @Nullable String expectedHead,
        List<String> pushedShas,
        String agent,
        String prompt,
        @Nullable String planCommit,
        boolean resetWorkspace,
        List<UUID> followUps) {

    /// The repository that a run changes.
    ///
    /// @param baseBranch null: the remote's HEAD
    public record Target(String name, String url, @Nullable String baseBranch) {}
}

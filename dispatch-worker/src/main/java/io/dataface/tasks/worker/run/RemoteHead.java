package io.dataface.tasks.worker.run;

import io.dataface.tasks.model.worker.Grant;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// What the remote's head of the branch means for a run (LIFECYCLE 13, 14, 19).
enum RemoteHead {
    /// An earlier run pushed it: nothing is left to do.
    ADOPTED,
    /// As the registry knows it, or people's commits on top of that: the run goes on.
    AS_KNOWN,
    /// The branch exists though nobody here made it.
    UNKNOWN_BRANCH,
    /// Somebody moved it elsewhere.
    MOVED;

    /// @param head the head on the remote; null: there is no such branch
    /// @param descends whether its first commit is or follows its second
    static RemoteHead judge(
            Grant grant, @Nullable String head, BiPredicate<String, String> descends) {
        var expected = grant.expectedHead();
        if (head != null && grant.pushedShas().contains(head)) {
            return ADOPTED;
        }
        if (Objects.equals(head, expected)) {
            return AS_KNOWN;
        }
        if (expected == null) {
            return grant.pushedShas().isEmpty() ? UNKNOWN_BRANCH : MOVED;
        }
        var startsThere = expected.equals(grant.startSha()) || !grant.resetWorkspace();
        return head != null
                        && grant.pushedShas().isEmpty()
                        && startsThere
                        && descends.test(head, expected)
                ? AS_KNOWN
                : MOVED;
    }
}

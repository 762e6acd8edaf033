package io.dataface.tasks.worker.workspace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `git ls-remote` says of a remote's branches (git-ls-remote(1)).
///
/// @param symbolic the branch that its HEAD names; null: none
/// @param heads commit ids by branch
record RemoteHeads(@Nullable String symbolic, Map<String, String> heads) {
    private static final String HEADS = "refs/heads/";
    private static final String SYMBOLIC = "ref: " + HEADS;

    static RemoteHeads parse(String listing) {
        String symbolic = null;
        var heads = new HashMap<String, String>();
        for (var line : listing.lines().toList()) {
            int tab = line.indexOf('\t');
            var value = line.substring(0, Math.max(tab, 0));
            var name = line.substring(tab + 1);
            if (name.equals("HEAD") && value.startsWith(SYMBOLIC)) {
                symbolic = value.substring(SYMBOLIC.length());
            } else if (name.startsWith(HEADS)) {
                heads.put(name.substring(HEADS.length()), value);
            }
        }
        return new RemoteHeads(symbolic, heads);
    }

    /// The branch that the remote's HEAD names.
    Optional<String> head() {
        return Optional.ofNullable(symbolic);
    }
}

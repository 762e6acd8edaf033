package io.dataface.tasks.docs.activity;

import io.dataface.tasks.docs.run.Wording;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A branch that waits to be merged.
///
/// @param title of its task, else the branch
/// @param path of its task's page, null where it has none
/// @param since since when it waits for review here
/// @param seenAt when the pull request was last seen
public record Pending(
        String title,
        @Nullable String path,
        @Nullable String owner,
        @Nullable String branch,
        @Nullable Integer prNumber,
        @Nullable String prUrl,
        @Nullable Instant since,
        @Nullable Instant seenAt) {

    /// Where more is said about it; null where nowhere.
    public @Nullable String href() {
        return path == null ? prHref() : Wording.page(path);
    }

    /// The pull request's address; null where it is none that a browser may follow.
    public @Nullable String prHref() {
        String url = prUrl;
        return url != null && (url.startsWith("https://") || url.startsWith("http://"))
                ? url
                : null;
    }
}

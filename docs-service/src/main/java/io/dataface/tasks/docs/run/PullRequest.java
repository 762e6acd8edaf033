package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Chip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pull request of a task's branch, as it was seen last.
///
/// @param state `open`, `closed` or `merged`
public record PullRequest(
        String repository, int number, String url, String state, @Nullable Instant mergedAt) {

    public Chip chip() {
        String label = "PR #" + number + " " + state;
        return switch (state) {
            case "open" -> new Chip("run", "git", label);
            case "merged" -> new Chip("ok", "sign-merge-left", label);
            default -> new Chip("", "slash-circle", label);
        };
    }

    /// Its address, null where no browser should open it.
    public @Nullable String href() {
        return url.startsWith("https://") || url.startsWith("http://") ? url : null;
    }
}

package io.dataface.tasks.docs.run;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed in a task's text since a run's agent was given it.
///
/// @param diff null where the text that was given is not kept
public record PlanMoved(Run run, @Nullable FileDiff diff) {

    private static final int LINES = 400;
    private static final int AROUND = 3;

    /// A task's text then and now.
    record Texts(String path, String given, String now) {}

    static PlanMoved of(Run run, @Nullable Texts texts) {
        return new PlanMoved(run, texts == null ? null : diff(texts));
    }

    private static @Nullable FileDiff diff(Texts texts) {
        List<String> given = texts.given().lines().toList();
        List<String> now = texts.now().lines().toList();
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff(
                        "a/" + texts.path(),
                        "b/" + texts.path(),
                        given,
                        DiffUtils.diff(given, now),
                        AROUND);
        List<FileDiff> files = FileDiff.parse(String.join("\n", lines), LINES);
        return files.isEmpty() ? null : files.getFirst();
    }

    /// What to do about it.
    public String advice() {
        return run.live()
                ? "The agent works from the text of then. A follow-up tells it what is new."
                : "The next run is given the text as it is now.";
    }
}

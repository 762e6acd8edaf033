package io.dataface.tasks.docs.console;

import io.dataface.tasks.model.api.KickoffAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a kick-off would do, before it is done.
///
/// @param failed why the manager could not say; null where it did
public record KickoffPage(
        List<String> tasks,
        @Nullable String milestone,
        List<KickoffAnswer.Line> lines,
        @Nullable String failed) {

    /// Tasks that would be queued.
    public List<KickoffAnswer.Line> accepted() {
        return lines.stream().filter(line -> line.refused() == null).toList();
    }

    /// Tasks that would be queued and could run at once.
    public long startable() {
        return accepted().stream().filter(line -> line.blockers().isEmpty()).count();
    }

    public String heading() {
        if (lines.size() == 1) {
            return "Kick off “" + lines.getFirst().title() + "”";
        }
        return milestone != null
                ? "Kick off milestone " + milestone
                : "Kick off " + Math.max(lines.size(), tasks.size()) + " tasks";
    }
}

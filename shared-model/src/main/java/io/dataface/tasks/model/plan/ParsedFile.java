package io.dataface.tasks.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one file: its page, or the errors that kept it from being one.
///
/// @param page null where a problem is an error, and for files that are no pages (images, data)
public record ParsedFile(String path, @Nullable PlanPage page, List<Problem> problems) {

    public ParsedFile {
        problems = List.copyOf(problems);
    }

    /// Whether the file could not be read, so that its last good state should stay.
    public boolean isBroken() {
        return problems.stream().anyMatch(Problem::isError);
    }
}

package io.dataface.tasks.docs.console;

import org.jspecify.annotations.Nullable;

/// Something wrong in the plan.
///
/// @param line from 1; null where the whole file is meant
/// @param fix what to do about it
public record PlanProblem(
        String path, @Nullable Integer line, String message, @Nullable String fix) {

    /// The place as editors understand it.
    public String place() {
        return line == null ? path : path + ":" + line;
    }
}

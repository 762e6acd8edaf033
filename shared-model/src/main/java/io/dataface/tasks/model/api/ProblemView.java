package io.dataface.tasks.model.api;

import org.jspecify.annotations.Nullable;

/// Something wrong in the plan's files.
///
/// @param severity error, warning or hint
/// @param line from 1
public record ProblemView(
        String path,
        int line,
        int column,
        String rule,
        String severity,
        String message,
        @Nullable String fix) {}

package io.dataface.tasks.model.plan;

import java.util.List;

/// Reads one file of a plan.
public final class PlanParser {

    private PlanParser() {}

    /// Whether a file of this path is a page: markdown, or the plan's `mkdocs.yml`.
    public static boolean isPage(String path) {
        return path.endsWith(".md") || path.equals("mkdocs.yml");
    }

    /// Reads a file; what is wrong with its content becomes problems, never an exception.
    ///
    /// @param path relative to the plan's `tasks/` folder, with `/`
    public static ParsedFile parse(String path, byte[] bytes) {
        return new ParsedFile(path, null, List.of());
    }
}

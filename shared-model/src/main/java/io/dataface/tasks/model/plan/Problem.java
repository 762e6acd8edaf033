package io.dataface.tasks.model.plan;

/// Something wrong in a plan file, at a place a person can go to.
///
/// @param path the file, relative to the plan's `tasks/` folder
/// @param line 1-based
/// @param column 1-based, in code points
/// @param rule stable kebab-case id of the rule that is broken
/// @param message what is wrong
/// @param fix what to do about it
public record Problem(
        String path,
        int line,
        int column,
        String rule,
        Severity severity,
        String message,
        String fix) {

    /// Messages quote what a file holds, which may be long.
    private static final int MAX_MESSAGE = 500;

    /// How much a problem matters: an `ERROR` within a file keeps its page from being read, one
    /// between files stops what depends on it.
    public enum Severity {
        ERROR,
        WARNING,
        HINT
    }

    public Problem {
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, message.offsetByCodePoints(0, MAX_MESSAGE / 2)) + "…";
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// `path:line:column`, as editors and terminals understand it.
    public String location() {
        return path + ":" + line + ":" + column;
    }
}

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

    /// How much a problem matters: only an `ERROR` keeps a file from being taken in.
    public enum Severity {
        ERROR,
        WARNING,
        HINT
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// `path:line:column`, as editors and terminals understand it.
    public String location() {
        return path + ":" + line + ":" + column;
    }
}

package io.dataface.tasks.model.plan;

/// What every page has, whatever its kind.
///
/// @param path the file, relative to the plan's `tasks/` folder
/// @param title from the front matter, else the first heading, else the file's name
/// @param body the markdown after the front matter, as written
/// @param bodyLine 1-based line of the file on which the body begins
public record PageText(
        String path,
        String title,
        String body,
        int bodyLine,
        SourceMarks marks,
        Sections sections) {}

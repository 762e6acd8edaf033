package io.dataface.tasks.model.plan;

/// What every page has, whatever its kind.
///
/// @param path the file, relative to the plan's `tasks/` folder
/// @param sitePath the page's address below the site's root
/// @param title from the front matter, else the first heading, else the file's name
/// @param titleKey what titles are ordered by
/// @param body the markdown after the front matter, as written
/// @param bodyLine 1-based line of the file on which the body begins
public record PageText(
        String path,
        String sitePath,
        String title,
        String titleKey,
        String body,
        int bodyLine,
        SourceMarks marks,
        Sections sections) {

    // What follows from path and title is made here, not by each plan that has the page.
    static PageText of(
            String path,
            String title,
            String body,
            int bodyLine,
            SourceMarks marks,
            Sections sections) {
        return new PageText(
                path,
                PagePaths.sitePath(path),
                title,
                TitleOrder.key(title),
                body,
                bodyLine,
                marks,
                sections);
    }
}

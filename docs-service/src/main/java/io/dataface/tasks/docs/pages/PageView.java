package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.published.PublishedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a plan page shows.
///
/// @param windowTitle of the browser's window
/// @param address of the page, the one that is canonical
/// @param bodyHtml safe HTML
/// @param broken what keeps the file's current bytes from being shown, null where nothing does
/// @param hasGood whether an earlier state is shown in their place
/// @param chip the task's state, null on other pages and where nothing goes on
/// @param kickoff where all of a milestone's tasks are kicked off, null where none can be
/// @param facts of a task's head, empty on other pages
/// @param tally of the page's tasks, null where it has none
public record PageView(
        String title,
        String windowTitle,
        String address,
        List<Fact.Part> crumbs,
        List<NavNode> nav,
        List<Fact.Part> lead,
        @Nullable Chip chip,
        @Nullable String kickoff,
        String bodyHtml,
        List<TocEntry> toc,
        List<Fact> facts,
        @Nullable Tally tally,
        List<Related> related,
        String path,
        @Nullable PublishedFile file,
        PublishedFile.@Nullable Mistake broken,
        boolean hasGood) {

    /// The address of the page that this one stands below, null for a page of its own.
    public @Nullable String parent() {
        String above = crumbs.getLast().href();
        return "/".equals(above) ? null : above;
    }

    /// Tasks that this one has to do with.
    public record Related(String heading, List<TaskLine> lines) {}
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.published.PublishedFile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that a plan page shows.
///
/// @param below what the page belongs to, as its window's title says it: a task's workstream; empty
///     where it stands alone
/// @param chip the task's state, null on other pages and where nothing goes on
/// @param kickoff where all of a milestone's tasks are kicked off, null where none can be
/// @param body safe HTML
/// @param prose whether the body is an author's text, else a listing of ours
/// @param facts null where there is nothing to say
/// @param graph of what a task waits for, null where it stands alone
/// @param origin null for a page that no file gives
/// @param broken what keeps the file's current bytes from being shown, null where nothing does
/// @param hasGood whether an earlier state is shown in their place
/// @param texts the files whose texts it shows
public record PageView(
        String title,
        String below,
        Around around,
        List<Fact.Part> lead,
        @Nullable Chip chip,
        @Nullable String kickoff,
        String body,
        boolean prose,
        List<TocEntry> toc,
        @Nullable FactCard facts,
        Numbers numbers,
        List<Related> related,
        @Nullable TaskGraph graph,
        @Nullable Origin origin,
        PublishedFile.@Nullable Mistake broken,
        boolean hasGood,
        Set<String> texts) {

    /// Pages that this one has to do with.
    ///
    /// @param lines tasks
    /// @param links other pages
    public record Related(String heading, List<TaskLine> lines, List<Fact.Part> links) {}

    /// How the page's tasks stand, each where there is something to count.
    public record Numbers(
            @Nullable Tally tally, @Nullable Progress progress, @Nullable BurnUp burnUp) {
        static final Numbers NONE = new Numbers(null, null, null);
    }

    /// What the window's title says before the site's name.
    ///
    /// @param state of the task, null where there is none to tell
    public String windowTitle(@Nullable String state) {
        return (state == null ? "" : state + " · ")
                + title
                + (below.isEmpty() ? "" : " · " + below);
    }
}

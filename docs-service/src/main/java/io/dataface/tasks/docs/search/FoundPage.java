package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.run.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A page as the registry found it.
///
/// @param version of its text
/// @param named whether it was called by an exact name
/// @param id of a task
/// @param chip how the task stands, null where there is nothing to say
record FoundPage(
        String path,
        String version,
        boolean named,
        String kind,
        String title,
        @Nullable String workstream,
        @Nullable String id,
        @Nullable Chip chip) {

    static FoundPage of(ResultSet row) throws SQLException {
        return new FoundPage(
                row.getString("path"),
                row.getString("version"),
                row.getBoolean("named"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("workstream"),
                row.getString("task_id"),
                chip(row.getString("status"), row.getBoolean("in_review")));
    }

    static @Nullable Chip chip(@Nullable String status, boolean inReview) {
        if (inReview) {
            return Chip.inReview();
        }
        return status == null || status.equals("not_started")
                ? null
                : Chip.ofBadge(status.equals("completed") ? "Completed" : "Cancelled");
    }

    /// What is shown of it: the page itself where its name says it all, else the section that says
    /// most.
    Hit hit(Marks marks, PageText text) {
        Marks.Cut cut = marks.cut(text.text(), 0);
        PageText.Section section = null;
        if (!named && !marks.areAllIn(title)) {
            section = cut.found() ? text.sectionOf(cut.at()) : text.sectionCalled(marks);
        }
        if (section != null && !cut.found()) {
            cut = marks.cut(text.text(), section.at());
        }
        String page = Wording.page(path);
        return new Hit(
                section == null ? page : page + "#" + Wording.encode(section.anchor()),
                Wording.sentence(kind),
                marks.whole(title),
                id != null && workstream != null ? workstream : path,
                id,
                chip,
                section == null ? null : marks.whole(section.heading()),
                cut.text());
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Listing;
import java.util.List;
import java.util.Map;

/// How the groups of a listing stand, as bars one below the other.
public record Progress(String heading, List<Row> rows) {

    public Progress {
        rows = List.copyOf(rows);
    }

    /// One group.
    ///
    /// @param anchor of its tasks on the page
    public record Row(String title, String anchor, Tally tally) {}

    static Progress of(
            String heading, Listing listing, Map<String, TaskState> states, String prefix) {
        return new Progress(
                heading,
                LineGroup.of(listing, states, prefix).stream()
                        .filter(group -> !group.lines().isEmpty())
                        .map(
                                group ->
                                        new Row(
                                                group.title(),
                                                group.id(),
                                                Tally.of(
                                                        group.lines().stream()
                                                                .map(TaskLine::task)
                                                                .toList(),
                                                        states)))
                        .toList());
    }
}

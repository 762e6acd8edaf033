package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Listing;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tasks below a heading.
///
/// @param id anchor of the heading
/// @param href of the page that the heading names, null where there is none
public record LineGroup(
        String id, String title, @Nullable String href, String statement, List<TaskLine> lines) {

    public LineGroup {
        lines = List.copyOf(lines);
    }

    static List<LineGroup> of(Listing listing, Map<String, TaskState> states, String prefix) {
        return listing.groups().stream().map(group -> of(group, states, prefix)).toList();
    }

    private static LineGroup of(Listing.Group group, Map<String, TaskState> states, String prefix) {
        PlanPage page = group.page();
        return new LineGroup(
                prefix + (group.slug() == null ? "none" : group.slug()),
                group.title(),
                page == null ? null : Urls.of(page),
                group.statement(),
                group.lines().stream()
                        .map(line -> TaskLine.of(line.task(), states, line.initiative()))
                        .toList());
    }
}

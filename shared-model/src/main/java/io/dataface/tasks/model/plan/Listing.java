package io.dataface.tasks.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tasks of a workstream's or a milestone's page, grouped and in order.
public record Listing(List<Group> groups) {

    /// What stands under the statement of a group without tasks.
    public static final String NOTHING = "No tasks tracked for this milestone yet.";

    /// The title of the group of tasks without a known milestone.
    public static final String NO_MILESTONE = "No milestone";

    /// Tasks of one milestone (on a workstream's page) or of one workstream (on a milestone's
    /// page).
    ///
    /// @param slug of the milestone or workstream; null for "No milestone"
    /// @param title the milestone's title, or the workstream's with its owner's title behind it in
    /// brackets
    /// @param page the milestone's or workstream's page, null where there is none
    /// @param statement what the workstream wants from the milestone, or empty
    public record Group(
            @Nullable String slug,
            String title,
            @Nullable PlanPage page,
            String statement,
            List<Line> lines) {
        public Group {
            lines = List.copyOf(lines);
        }
    }

    /// A task's line.
    ///
    /// @param initiative the title of the task's initiative, on a milestone's page where it has one
    public record Line(TaskPage task, @Nullable String initiative) {}

    public Listing {
        groups = List.copyOf(groups);
    }

    /// All tasks in the order in which they stand.
    public List<TaskPage> tasks() {
        return groups.stream().flatMap(g -> g.lines().stream()).map(Line::task).toList();
    }
}

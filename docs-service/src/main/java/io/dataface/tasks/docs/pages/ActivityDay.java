package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was completed on a day.
///
/// @param day as `2026-03-23`
public record ActivityDay(String day, List<TaskLine> lines) {

    private static final int MOST_DAYS = 31;

    public ActivityDay {
        lines = List.copyOf(lines);
    }

    /// The latest days on which something was completed, the newest first.
    static List<ActivityDay> of(Plan plan, Map<String, TaskState> states) {
        SortedMap<String, List<TaskPage>> byDay = new TreeMap<>(Comparator.reverseOrder());
        for (TaskPage task : plan.tasks()) {
            String day = dayOf(task, states.get(task.id()));
            if (day != null) {
                byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(task);
            }
        }
        return byDay.entrySet().stream()
                .limit(MOST_DAYS)
                .map(day -> of(day.getKey(), day.getValue(), states))
                .toList();
    }

    private static ActivityDay of(String day, List<TaskPage> tasks, Map<String, TaskState> states) {
        return new ActivityDay(
                day, tasks.stream().map(task -> TaskLine.of(task, states, null)).toList());
    }

    /// The day on which a task was completed, as the plan says, else as the registry does; null
    /// where neither knows.
    static @Nullable String dayOf(TaskPage task, @Nullable TaskState state) {
        String written = task.completed() == null ? task.prMergedAt() : task.completed();
        if (written != null && written.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
            return written.substring(0, 10);
        }
        Instant completed = state == null ? null : state.completedAt();
        return completed == null
                ? null
                : completed.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}

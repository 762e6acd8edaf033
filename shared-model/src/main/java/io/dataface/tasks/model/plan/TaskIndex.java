package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds tasks by whatever people call them.
final class TaskIndex {

    private final List<TaskPage> ordered;
    private final Map<String, TaskPage> byId;
    private final Map<String, TaskPage> byFoldedId = new HashMap<>();
    private final Map<String, List<TaskPage>> bySlug = new HashMap<>();
    private final Map<String, TaskPage> bySitePath = new HashMap<>();

    TaskIndex(Pages pages) {
        byId = pages.tasks;
        ordered = pages.tasks.values().stream().sorted(TitleOrder.OF_TASKS).toList();
        for (TaskPage task : pages.tasks.values()) {
            byFoldedId.putIfAbsent(task.id().toUpperCase(Locale.ROOT), task);
            bySlug.computeIfAbsent(task.slug(), _ -> new ArrayList<>()).add(task);
            bySitePath.put(task.sitePath(), task);
        }
        bySlug.values().forEach(same -> same.sort(Comparator.comparing(TaskPage::id)));
    }

    List<TaskPage> ordered() {
        return ordered;
    }

    /// All tasks that the reference may mean.
    List<TaskPage> find(String reference) {
        String name = reference.strip();
        TaskPage task = byId.get(name);
        if (task != null) {
            return List.of(task);
        }
        List<TaskPage> same = bySlug.get(name);
        if (same != null) {
            return List.copyOf(same);
        }
        task = at(PagePaths.normalise(name));
        if (task == null) {
            task = byFoldedId.get(name.toUpperCase(Locale.ROOT));
        }
        return task == null ? List.of() : List.of(task);
    }

    /// The task that a page of this workstream means: of equal slugs the workstream's own.
    List<TaskPage> find(String reference, String workstream) {
        List<TaskPage> found = find(reference);
        List<TaskPage> own = found.stream().filter(t -> t.workstream().equals(workstream)).toList();
        return own.isEmpty() ? found : own;
    }

    private @Nullable TaskPage at(String sitePath) {
        TaskPage task = bySitePath.get(sitePath);
        int plan = sitePath.indexOf("workstreams/");
        // What stands before is the plan's folder in its repository, or where the site is mounted.
        return task != null || plan <= 0 ? task : bySitePath.get(sitePath.substring(plan));
    }

    List<String> nearest(String reference) {
        TreeSet<String> names = new TreeSet<>(bySlug.keySet());
        List<String> slugs = Nearest.of(reference, names);
        return slugs.isEmpty() ? Nearest.of(reference, byId.keySet()) : slugs;
    }
}

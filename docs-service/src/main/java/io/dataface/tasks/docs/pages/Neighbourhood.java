package io.dataface.tasks.docs.pages;

import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The tasks that one has to do with, by how many steps they are away: below 0 what it waits for,
/// above 0 what waits for it.
///
/// A task that is reached in several ways stands as far away as the longest of them says, so that
/// every line leads to the right; in a circle the first way counts.
final class Neighbourhood {

    private static final int STEPS = 3;
    private static final int MOST = 40;

    private final Map<String, Step> found = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();

    private record Step(TaskPage task, int place) {}

    private Neighbourhood(Plan plan, TaskPage centre) {
        found.put(centre.id(), new Step(centre, 0));
        walk(centre, -1, task -> plan.dependencies(task).tasks());
        walk(centre, 1, plan::dependents);
        left.removeAll(found.keySet());
    }

    static Neighbourhood of(Plan plan, TaskPage centre) {
        return new Neighbourhood(plan, centre);
    }

    private void walk(TaskPage centre, int step, Function<TaskPage, List<TaskPage>> next) {
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(centre, 0)));
        while (!open.isEmpty()) {
            Step at = open.removeFirst();
            for (TaskPage task : next.apply(at.task())) {
                Step reached = new Step(task, at.place() + step);
                if (isNews(reached)) {
                    found.put(task.id(), reached);
                    open.addLast(reached);
                }
            }
        }
    }

    private boolean isNews(Step reached) {
        Step known = found.get(reached.task().id());
        boolean near = Math.abs(reached.place()) <= STEPS;
        if (known != null) {
            return near
                    && Integer.signum(reached.place()) == Integer.signum(known.place())
                    && Math.abs(reached.place()) > Math.abs(known.place());
        }
        if (!near || found.size() >= MOST) {
            left.add(reached.task().id());
            return false;
        }
        return true;
    }

    int size() {
        return found.size();
    }

    /// How many more tasks there are just beyond.
    int left() {
        return left.size();
    }

    /// The tasks from left to right.
    List<List<TaskPage>> columns() {
        List<List<TaskPage>> columns = new ArrayList<>();
        for (int place = -STEPS; place <= STEPS; place++) {
            int column = place;
            List<TaskPage> tasks =
                    found.values().stream()
                            .filter(step -> step.place() == column)
                            .map(Step::task)
                            .toList();
            if (!tasks.isEmpty()) {
                columns.add(tasks);
            }
        }
        return columns;
    }
}

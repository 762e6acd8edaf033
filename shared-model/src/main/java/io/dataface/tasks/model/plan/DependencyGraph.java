package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Dependencies.UnknownReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/// Who waits for whom, and who waits in a circle.
final class DependencyGraph {

    /// Looking for similar names is the one costly step, so a plan full of wrong names gets few.
    private static final int MAX_SUGGESTED = 20;

    private final Map<String, Dependencies> byId = new HashMap<>();
    private final Map<String, List<TaskPage>> dependents = new HashMap<>();
    private final List<List<TaskPage>> cycles;
    private int suggested;

    DependencyGraph(TaskIndex index, Problems problems) {
        Map<String, List<TaskPage>> edges = new HashMap<>();
        Map<String, List<UnknownReference>> unknown = new HashMap<>();
        List<TaskPage> waiting =
                index.ordered().stream().filter(task -> !task.dependsOn().isEmpty()).toList();
        for (TaskPage task : waiting) {
            SequencedMap<String, TaskPage> named = new LinkedHashMap<>();
            List<UnknownReference> missed = new ArrayList<>();
            for (int i = 0; i < task.dependsOn().size(); i++) {
                resolve(task, i, index, named, missed, problems);
            }
            named.keySet()
                    .forEach(
                            id -> dependents.computeIfAbsent(id, _ -> new ArrayList<>()).add(task));
            edges.put(task.id(), List.copyOf(named.values()));
            unknown.put(task.id(), missed);
        }
        this.cycles = new Circles(edges).of(waiting);
        Set<String> inCycle = new HashSet<>();
        cycles.forEach(cycle -> cycle.forEach(task -> inCycle.add(task.id())));
        for (TaskPage task : waiting) {
            String id = task.id();
            byId.put(
                    id,
                    new Dependencies(
                            edges.getOrDefault(id, List.of()),
                            unknown.getOrDefault(id, List.of()),
                            inCycle.contains(id)));
        }
        cycles.forEach(cycle -> report(cycle, problems));
    }

    private void resolve(
            TaskPage task,
            int place,
            TaskIndex index,
            SequencedMap<String, TaskPage> named,
            List<UnknownReference> missed,
            Problems problems) {
        String raw = task.dependsOn().get(place);
        String field = "depends_on[" + place + "]";
        List<TaskPage> found = index.find(raw, task.workstream());
        if (found.size() == 1) {
            named.putIfAbsent(found.getFirst().id(), found.getFirst());
        } else if (found.isEmpty()) {
            List<String> nearest = suggested++ < MAX_SUGGESTED ? index.nearest(raw) : List.of();
            missed.add(new UnknownReference(raw, nearest));
            problems.error(
                    task,
                    field,
                    "dependency-unknown",
                    "No task is called \"" + raw + "\"." + Nearest.question(nearest),
                    "Name a task by id or slug, or remove the dependency.");
        } else {
            List<String> ids = found.stream().map(TaskPage::id).toList();
            missed.add(new UnknownReference(raw, ids));
            problems.error(
                    task,
                    field,
                    "dependency-ambiguous",
                    "Several tasks have the slug \"" + raw + "\".",
                    "Name one of them by its id: " + String.join(", ", ids) + ".");
        }
    }

    private static void report(List<TaskPage> cycle, Problems problems) {
        List<String> ids = cycle.stream().limit(10).map(TaskPage::id).toList();
        String more = cycle.size() > 10 ? " and " + (cycle.size() - 10) + " more" : "";
        for (TaskPage task : cycle) {
            problems.error(
                    task,
                    "depends_on",
                    "dependency-cycle",
                    "These tasks wait for one another: " + String.join(", ", ids) + more + ".",
                    "Remove one of the dependencies between them.");
        }
    }

    Dependencies of(TaskPage task) {
        return byId.getOrDefault(task.id(), Dependencies.NONE);
    }

    List<TaskPage> dependents(TaskPage task) {
        return List.copyOf(dependents.getOrDefault(task.id(), List.of()));
    }

    List<List<TaskPage>> cycles() {
        return cycles;
    }

    /// Tarjan's strongly connected components, with a stack of its own in place of recursion.
    private static final class Circles {
        private final Map<String, List<TaskPage>> edges;
        private final Map<String, Integer> number = new HashMap<>();
        private final Map<String, Integer> low = new HashMap<>();
        private final Deque<TaskPage> component = new ArrayDeque<>();
        private final Set<String> onComponent = new HashSet<>();
        private final List<List<TaskPage>> found = new ArrayList<>();

        Circles(Map<String, List<TaskPage>> edges) {
            this.edges = edges;
        }

        List<List<TaskPage>> of(List<TaskPage> tasks) {
            for (TaskPage task : tasks) {
                if (!number.containsKey(task.id())) {
                    visit(task);
                }
            }
            found.sort(Comparator.comparing(cycle -> cycle.getFirst().id()));
            return List.copyOf(found);
        }

        private void visit(TaskPage first) {
            Deque<Step> path = new ArrayDeque<>();
            path.push(enter(first));
            while (!path.isEmpty()) {
                Step step = path.peek();
                if (step.next.hasNext()) {
                    TaskPage to = step.next.next();
                    if (!edges.containsKey(to.id())) {
                        // It waits for nothing, so that no circle leads through it.
                        continue;
                    }
                    if (!number.containsKey(to.id())) {
                        path.push(enter(to));
                    } else if (onComponent.contains(to.id())) {
                        low.merge(step.task.id(), number.getOrDefault(to.id(), 0), Math::min);
                    }
                    continue;
                }
                path.pop();
                Step from = path.peek();
                if (from != null) {
                    low.merge(from.task.id(), low.getOrDefault(step.task.id(), 0), Math::min);
                }
                leave(step.task);
            }
        }

        private Step enter(TaskPage task) {
            int next = number.size();
            number.put(task.id(), next);
            low.put(task.id(), next);
            component.push(task);
            onComponent.add(task.id());
            return new Step(task, edges.getOrDefault(task.id(), List.of()).iterator());
        }

        private void leave(TaskPage task) {
            if (!Objects.equals(low.get(task.id()), number.get(task.id()))) {
                return;
            }
            List<TaskPage> members = new ArrayList<>();
            TaskPage member;
            do {
                member = component.pop();
                onComponent.remove(member.id());
                members.add(member);
            } while (!member.id().equals(task.id()));
            boolean self =
                    edges.getOrDefault(task.id(), List.of()).stream()
                            .anyMatch(to -> to.id().equals(task.id()));
            if (members.size() > 1 || self) {
                members.sort(Comparator.comparing(TaskPage::id));
                found.add(List.copyOf(members));
            }
        }

        private record Step(TaskPage task, Iterator<TaskPage> next) {}
    }
}

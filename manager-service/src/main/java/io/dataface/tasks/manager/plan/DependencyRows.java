package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Dependencies;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the plan's tasks wait for, in the registry.
@Component
class DependencyRows {
    private final JdbcClient jdbc;

    DependencyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One thing that a task waits for.
    ///
    /// @param problem why it can never come; null where it can
    record Edge(
            long task, int position, String named, @Nullable Long on, @Nullable String problem) {
        Edge {
            named = Storable.text(named);
            problem = Storable.orNull(problem);
        }
    }

    /// Tasks that wait for one another.
    private record Circle(Set<String> members, String text) {
        private static final int MOST_NAMED = 10;

        static String text(List<String> ids) {
            int more = ids.size() - MOST_NAMED;
            return "these tasks wait for one another: %s%s; take one of the dependencies out"
                    .formatted(
                            String.join(", ", ids.subList(0, Math.min(ids.size(), MOST_NAMED))),
                            more > 0 ? " and " + more + " more" : "");
        }
    }

    /// What the plan says, by task.
    static Map<Long, List<Edge>> of(Plan plan, Map<String, Long> keys) {
        Map<String, Circle> circles = circles(plan);
        Map<Long, List<Edge>> all = new HashMap<>();
        for (TaskPage task : plan.tasks()) {
            Long key = keys.get(task.id());
            if (key != null) {
                all.put(key, edges(key, plan.dependencies(task), circles.get(task.id()), keys));
            }
        }
        return all;
    }

    private static List<Edge> edges(
            long task, Dependencies on, @Nullable Circle circle, Map<String, Long> keys) {
        List<Edge> edges = new ArrayList<>();
        for (TaskPage other : on.tasks()) {
            String closed =
                    circle != null && circle.members().contains(other.id()) ? circle.text() : null;
            edges.add(new Edge(task, edges.size(), other.id(), keys.get(other.id()), closed));
        }
        for (var unknown : on.unknown()) {
            edges.add(
                    new Edge(
                            task,
                            edges.size(),
                            unknown.raw(),
                            null,
                            "depends on \"%s\", which names no task.%s"
                                    .formatted(
                                            unknown.raw(), Nearest.question(unknown.nearest()))));
        }
        return edges;
    }

    private static Map<String, Circle> circles(Plan plan) {
        Map<String, Circle> byTask = new HashMap<>();
        for (List<TaskPage> members : plan.cycles()) {
            List<String> ids = members.stream().map(TaskPage::id).toList();
            var circle = new Circle(Set.copyOf(ids), Circle.text(ids));
            ids.forEach(id -> byTask.put(id, circle));
        }
        return byTask;
    }

    Map<Long, List<Edge>> all(String plan) {
        Map<Long, List<Edge>> rows = new HashMap<>();
        jdbc.sql(
                        """
                        select td.task_key, td.position, td.named, td.depends_key, td.problem
                        from task_dependency td join task t on t.key = td.task_key
                        where t.plan_id = :plan
                        order by td.task_key, td.position
                        """)
                .param("plan", plan)
                .query(
                        (row, _) ->
                                new Edge(
                                        row.getLong("task_key"),
                                        row.getInt("position"),
                                        row.getString("named"),
                                        row.getObject("depends_key", Long.class),
                                        row.getString("problem")))
                .list()
                .forEach(e -> rows.computeIfAbsent(e.task(), _ -> new ArrayList<>()).add(e));
        return rows;
    }

    /// Replaces what differs; answers the keys of the tasks that it concerned.
    Set<Long> replace(Map<Long, List<Edge>> stored, Map<Long, List<Edge>> wanted) {
        Set<Long> changed = new HashSet<>();
        List<Edge> added = new ArrayList<>();
        wanted.forEach(
                (key, edges) -> {
                    if (!edges.equals(stored.getOrDefault(key, List.of()))) {
                        changed.add(key);
                        added.addAll(edges);
                    }
                });
        delete(changed);
        Columns.chunks(added).forEach(this::add);
        return changed;
    }

    private void delete(Collection<Long> tasks) {
        if (!tasks.isEmpty()) {
            jdbc.sql("delete from task_dependency where task_key = any(:keys)")
                    .param("keys", tasks.toArray(Long[]::new))
                    .update();
        }
    }

    private void add(List<Edge> edges) {
        jdbc.sql(
                        """
                        insert into task_dependency (task_key, position, named, depends_key, problem)
                        select * from unnest(:tasks::bigint[], :positions::int[], :named::text[], :on::bigint[],
                                             :problems::text[])
                        """)
                .param("tasks", Columns.keys(edges, Edge::task))
                .param("positions", Columns.numbers(edges, Edge::position))
                .param("named", Columns.texts(edges, Edge::named))
                .param("on", Columns.keys(edges, Edge::on))
                .param("problems", Columns.texts(edges, Edge::problem))
                .update();
    }
}

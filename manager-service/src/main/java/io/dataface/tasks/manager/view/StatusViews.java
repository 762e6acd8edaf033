package io.dataface.tasks.manager.view;

import io.dataface.tasks.model.api.StatusView;
import io.dataface.tasks.model.api.TaskView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the groups of `/status`.
@Component
class StatusViews {
    private final JdbcClient jdbc;
    private final PlanViews plans;
    private final TaskParts parts;
    private final WorkerViews workers;

    StatusViews(JdbcClient jdbc, PlanViews plans, TaskParts parts, WorkerViews workers) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.parts = parts;
        this.workers = workers;
    }

    /// Queued tasks stand in the queue's order, ended ones newest first.
    StatusView of(@Nullable String planId) {
        var plan = plans.byId(planId);
        Map<String, List<TaskView>> groups =
                parts.complete(rows(plan.id())).stream()
                        .collect(Collectors.groupingBy(TaskView::group));
        return new StatusView(
                plan,
                groups.getOrDefault("needs_person", List.of()),
                groups.getOrDefault("active", List.of()),
                groups.getOrDefault("ready", List.of()),
                groups.getOrDefault("waiting", List.of()),
                groups.getOrDefault("finished", List.of()),
                workers.present(),
                jdbc.sql("select count(*) from dead_letter").query(Integer.class).single());
    }

    private List<TaskRow> rows(String plan) {
        return jdbc.sql(
                        """
                        with listed as (
                            %s
                            where t.plan_id = :plan and t.listed_as <> 'idle'),
                        ranked as (
                            select l.*, d.queued_at, d.ended_at, d.priority as queued_priority,
                                   row_number() over (partition by l.listed_as
                                                      order by d.ended_at desc nulls last, l.id) as place
                            from listed l
                            left join dispatch d on d.id = l.dispatch_id)
                        select * from ranked
                        where listed_as <> 'finished' or place <= 20
                        order by case when listed_as = 'finished' then place end,
                                 queued_priority nulls last, queued_at, id
                        """
                                .formatted(TaskRow.SELECT))
                .param("plan", plan)
                .query(TaskRow::map)
                .list();
    }
}

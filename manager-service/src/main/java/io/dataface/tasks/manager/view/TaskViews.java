package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.TaskView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads tasks: what the plan wants and what the registry knows.
@Component
public class TaskViews {
    private final JdbcClient jdbc;
    private final TaskRefs refs;
    private final TaskParts parts;

    TaskViews(JdbcClient jdbc, TaskRefs refs, TaskParts parts) {
        this.jdbc = jdbc;
        this.refs = refs;
        this.parts = parts;
    }

    /// The task that a request names; an [ApiException] as in [TaskRefs#key].
    public TaskView find(@Nullable String plan, String reference) {
        return byKey(refs.key(plan, reference));
    }

    /// The task of this key; an [ApiException] (404) where there is none.
    public TaskView byKey(long key) {
        List<TaskView> found = byKeys(List.of(key));
        if (found.isEmpty()) {
            throw ApiException.notFound("task_not_found", "there is no such task any more");
        }
        return found.getFirst();
    }

    /// The tasks of these keys, in their order.
    public List<TaskView> byKeys(Collection<Long> keys) {
        return parts.complete(
                jdbc.sql(
                                TaskRow.SELECT
                                        + """
                                        where t.key = any(:keys)
                                        order by array_position(:keys, t.key)
                                        """)
                        .param("keys", keys.toArray(Long[]::new))
                        .query(TaskRow::map)
                        .list());
    }

    /// By priority, then id; tombstones are left out.
    Page<TaskView> page(String plan, TaskFilter filter, PageToken token) {
        List<TaskRow> rows =
                jdbc.sql(
                                TaskRow.SELECT
                                        + """
                                        where t.plan_id = :plan and t.gone_at is null
                                          and (:status::text is null or t.status = :status)
                                          and (:state::text is null or t.state = :state)
                                          and (:group::text is null or t.listed_as = :group)
                                          and (:workstream::text is null or t.workstream = :workstream)
                                          and (:milestone::text is null or t.milestone = :milestone)
                                          and (:owner::text is null or :owner in (t.owner, t.owner_person))
                                          and (:priority::text is null or t.priority = :priority)
                                          and (:q::text is null
                                               or strpos(lower(t.id || ' ' || t.title), :q) > 0)
                                          and (:after::text is null
                                               or (t.priority, t.id) > (:after::text, :id::text))
                                        order by t.priority, t.id
                                        limit :limit
                                        """)
                        .param("plan", plan)
                        .param("status", filter.status())
                        .param("state", filter.state())
                        .param("group", filter.group())
                        .param("workstream", filter.workstream())
                        .param("milestone", filter.milestone())
                        .param("owner", filter.owner())
                        .param("priority", filter.priority())
                        .param("q", lower(filter.q()))
                        .param("after", token.part(0))
                        .param("id", token.part(1))
                        .param("limit", token.limit() + 1)
                        .query(TaskRow::map)
                        .list();
        return token.page(rows, r -> List.of(r.priority(), r.id()), parts::complete);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}

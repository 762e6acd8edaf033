package io.dataface.tasks.manager.view;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.PagePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds what a request names: a plan, a task, a milestone's tasks.
@Component
public class TaskRefs {
    /// Characters of an id, a slug or a page's address.
    private static final int LONGEST = 1_000;

    private final JdbcClient jdbc;
    private final OwnPlan own;
    // A plan that was there once stays.
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private record Candidate(int reference, long key, String id, int rank) {}

    TaskRefs(JdbcClient jdbc, OwnPlan own) {
        this.jdbc = jdbc;
        this.own = own;
    }

    /// The plan's id; where none is named, the one that this manager syncs, else the only one.
    /// An [ApiException] where there is no such plan (404), or several to choose from (422).
    public String plan(@Nullable String id) {
        String wanted = id == null && own.source() != null ? own.id() : id;
        if (wanted != null && known.contains(wanted)) {
            return wanted;
        }
        List<String> ids =
                jdbc.sql("select id from published.plan order by id").query(Rows::text).list();
        known.addAll(ids);
        if (id != null) {
            if (!ids.contains(id)) {
                throw ApiException.notFound(
                        "plan_not_found", "there is no plan %s; known are %s".formatted(id, ids));
            }
            return id;
        }
        if (own.source() != null && ids.contains(own.id())) {
            return own.id();
        }
        return switch (ids.size()) {
            case 0 ->
                    throw ApiException.notFound(
                            "plan_not_found", "no plan is configured: set tasks.plan.source");
            case 1 -> ids.getFirst();
            default ->
                    throw ApiException.unprocessable(
                            "plan_ambiguous", "say which plan with ?plan=; known are " + ids);
        };
    }

    /// The task's key, by id, slug, page path or URL. An [ApiException] where nothing answers
    /// to it
    /// (404, with the nearest ids) or a slug is not unique (422).
    public long key(@Nullable String plan, String reference) {
        return keys(plan(plan), List.of(reference)).getFirst();
    }

    /// The same for several tasks of a plan that is known to exist, in their order.
    public List<Long> keys(String planId, List<String> references) {
        references.forEach(TaskRefs::refuseLong);
        Map<String, Long> byId = byId(planId, references);
        if (byId.keySet().containsAll(references)) {
            return references.stream().map(byId::get).toList();
        }
        Map<Integer, List<Candidate>> found =
                candidates(planId, references).stream()
                        .collect(Collectors.groupingBy(Candidate::reference));
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            keys.add(only(planId, references.get(i), found.getOrDefault(i, List.of())));
        }
        return keys;
    }

    /// Most references are ids, and an id names one task.
    private Map<String, Long> byId(String planId, List<String> references) {
        Map<String, Long> keys = new HashMap<>();
        jdbc.sql("select id, key from task where plan_id = :plan and id = any (:ids)")
                .param("plan", planId)
                .param("ids", references.toArray(String[]::new))
                .query(
                        row -> {
                            keys.put(row.getString("id"), row.getLong("key"));
                        });
        return keys;
    }

    private static void refuseLong(String reference) {
        if (reference.length() > LONGEST) {
            throw ApiException.notFound(
                    "task_not_found",
                    "no task has a name of %d characters; GET /api/v1/tasks lists them"
                            .formatted(reference.length()));
        }
    }

    private long only(String planId, String reference, List<Candidate> found) {
        if (found.isEmpty()) {
            throw absent(planId, reference);
        }
        int best = found.getFirst().rank();
        List<Candidate> equal = found.stream().filter(c -> c.rank() == best).toList();
        if (equal.size() > 1) {
            throw ApiException.unprocessable(
                    "task_ambiguous",
                    "several tasks answer to %s: %s; name one by its id"
                            .formatted(reference, equal.stream().map(Candidate::id).toList()));
        }
        return found.getFirst().key();
    }

    /// The keys of a milestone's tasks that are not over, in listing order; an [ApiException]
    /// (404)
    /// where no task names the milestone.
    public List<Long> keysOfMilestone(String planId, String milestone) {
        record Row(long key, boolean open) {}
        List<Row> rows =
                jdbc.sql(
                                """
                                select t.key, f.status = 'not_started' and t.gone_at is null as open
                                from task t
                                join task_fact f on f.task_key = t.key
                                where t.plan_id = :plan and t.milestone = :milestone
                                order by t.priority, lower(t.title), t.id
                                """)
                        .param("plan", planId)
                        .param("milestone", milestone)
                        .query((row, _) -> new Row(row.getLong("key"), row.getBoolean("open")))
                        .list();
        if (rows.isEmpty() && milestone.length() > LONGEST) {
            throw ApiException.notFound("milestone_not_found", "no milestone has so long a name");
        }
        if (rows.isEmpty()) {
            throw ApiException.notFound(
                    "milestone_not_found",
                    "no task names the milestone %s; the nearest are %s"
                            .formatted(milestone, Nearest.of(milestone, milestones(planId))));
        }
        return rows.stream().filter(Row::open).map(Row::key).toList();
    }

    private List<Candidate> candidates(String planId, List<String> references) {
        List<String> stems = references.stream().map(TaskRefs::stem).toList();
        return jdbc.sql(
                        """
                        select r.n - 1 as reference, c.key, c.id, min(c.rank) as rank
                        from unnest(:refs::text[], :paths::text[], :indexes::text[])
                             with ordinality as r(ref, path, index_path, n)
                        cross join lateral (
                            select key, id, 1 as rank from task where plan_id = :plan and id = r.ref
                            union all
                            select key, id, 2 from task where plan_id = :plan and path in (r.path, r.index_path)
                            union all
                            select key, id, case when gone_at is null then 3 else 5 end
                            from task where plan_id = :plan and slug = r.ref
                            union all
                            select key, id, 4 from task where plan_id = :plan and upper(id) = upper(r.ref)) c
                        group by r.n, c.key, c.id
                        order by r.n, rank, c.id
                        """)
                .param("plan", planId)
                .param("refs", references.stream().map(String::strip).toArray(String[]::new))
                .param("paths", stems.stream().map(s -> s + ".md").toArray(String[]::new))
                .param("indexes", stems.stream().map(s -> s + "/index.md").toArray(String[]::new))
                .query(
                        (row, _) ->
                                new Candidate(
                                        row.getInt("reference"),
                                        row.getLong("key"),
                                        row.getString("id"),
                                        row.getInt("rank")))
                .list();
    }

    private static String stem(String reference) {
        String page = PagePaths.normalise(reference);
        return page.endsWith("/") ? page.substring(0, page.length() - 1) : page;
    }

    private ApiException absent(String planId, String reference) {
        List<String> near = Nearest.of(reference, names(planId));
        return ApiException.notFound(
                        "task_not_found",
                        near.isEmpty()
                                ? "no task answers to %s; GET /api/v1/tasks lists them"
                                        .formatted(reference)
                                : "no task answers to %s; did you mean %s?"
                                        .formatted(reference, String.join(", ", near)))
                .with("nearest", near);
    }

    private List<String> names(String planId) {
        return jdbc.sql(
                        """
                        select id from task where plan_id = :plan and gone_at is null
                        union all
                        select slug from task where plan_id = :plan and gone_at is null
                        """)
                .param("plan", planId)
                .query(Rows::text)
                .list();
    }

    private List<String> milestones(String planId) {
        return jdbc.sql(
                        "select distinct milestone from task where plan_id = :plan and milestone is"
                                + " not null")
                .param("plan", planId)
                .query(Rows::text)
                .list();
    }
}

package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.dispatch.Together.Read;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Reads what prompts are made of for many tasks at once: the plan's text as it is now, pending
/// follow-ups, earlier runs.
@Component
class PromptParts {
    private static final int EARLIER = 10;

    private static final String LOCK =
            """
            select key, text_hash from task where key = any (:keys) order by key for update skip locked\
            """;

    private static final String FILES =
            """
            select t.key, f.bytes from task t join plan_file f on f.plan_id = t.plan_id and f.path = t.path
            where t.key = any (:keys)\
            """;

    /// All that are pending and the last few that were delivered, oldest first: a retry has to know
    /// what the run before it was told.
    private static final String FOLLOW_UPS =
            """
            select f.task_key, f.id, f.text, f.state from unnest(:keys::bigint[]) k
            cross join lateral (
                select * from follow_up f where f.task_key = k and f.state = 'pending'
                union all
                (select * from follow_up f where f.task_key = k and f.state = 'delivered'
                 order by f.created_at desc, f.id desc limit :most)) f
            order by f.task_key, f.created_at, f.id\
            """;

    private static final String RUNS =
            """
            select d.task_key, 'run ' || d.number || ' (' || lower(d.kind) || '): ' || lower(replace(d.state, '_', ' '))
                   || coalesce(', ' || d.reason, '') || coalesce(': ' || left(d.detail, 500), '')
                   || coalesce(', head ' || left(d.head_sha, 12), '')
                   || case when d.head_sha = t.rejected_sha
                           then ', rejected by ' || t.rejected_by || coalesce(': ' || left(t.reject_reason, 2000), '') else '' end as line
            from task t
            cross join lateral (select * from dispatch d where d.task_key = t.key and d.ended_at is not null
                                order by d.number desc limit :most) d
            where t.key = any (:keys)
            order by d.task_key, d.number\
            """;

    private final Together together;

    PromptParts(Together together) {
        this.together = together;
    }

    /// The parts by task.
    record Texts(
            Map<Long, String> files,
            Map<Long, List<FollowUp>> pending,
            Map<Long, List<FollowUp>> delivered,
            Map<Long, List<String>> runs) {
        String text(long task) {
            return files.getOrDefault(task, "");
        }

        List<String> followUps(long task) {
            return pending.getOrDefault(task, List.of()).stream().map(FollowUp::text).toList();
        }

        List<String> delivered(long task) {
            return delivered.getOrDefault(task, List.of()).stream().map(FollowUp::text).toList();
        }

        List<UUID> followUpIds(long task) {
            return pending.getOrDefault(task, List.of()).stream().map(FollowUp::id).toList();
        }

        List<String> earlier(long task) {
            return runs.getOrDefault(task, List.of());
        }
    }

    record FollowUp(long task, UUID id, String text, boolean isPending) {}

    private record Line(long task, String text) {}

    /// The parts of tasks that are locked now, with what their texts' hashes are under the lock.
    ///
    /// @param hashes by task; what somebody else holds is left out
    record Locked(Map<Long, String> hashes, Texts texts) {}

    Texts ofTasks(Collection<Long> tasks) {
        return read(tasks, List.of());
    }

    /// Locks the tasks that nobody holds, in the order of their keys, and reads what is so then.
    Locked lock(Collection<Long> tasks) {
        var hashes = new HashMap<Long, String>();
        var lock =
                new Read(LOCK, row -> hashes.put(row.getLong("key"), row.getString("text_hash")));
        return new Locked(hashes, read(tasks, List.of(lock)));
    }

    private Texts read(Collection<Long> tasks, List<Read> before) {
        var files = new HashMap<Long, String>();
        var followUps = new ArrayList<FollowUp>();
        var runs = new ArrayList<Line>();
        var reads = new ArrayList<>(before);
        reads.add(new Read(FILES, row -> files.put(row.getLong("key"), text(row))));
        reads.add(new Read(FOLLOW_UPS, row -> followUps.add(followUp(row))));
        reads.add(
                new Read(
                        RUNS,
                        row -> runs.add(new Line(row.getLong("task_key"), row.getString("line")))));
        together.read(reads, Map.of("keys", tasks.toArray(Long[]::new), "most", EARLIER));
        return new Texts(
                files,
                byTask(followUps.stream().filter(FollowUp::isPending)),
                byTask(followUps.stream().filter(f -> !f.isPending())),
                runs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Line::task,
                                        Collectors.mapping(Line::text, Collectors.toList()))));
    }

    private static String text(ResultSet row) throws SQLException {
        return new String(row.getBytes("bytes"), StandardCharsets.UTF_8);
    }

    private static FollowUp followUp(ResultSet row) throws SQLException {
        return new FollowUp(
                row.getLong("task_key"),
                row.getObject("id", UUID.class),
                row.getString("text"),
                row.getString("state").equals("pending"));
    }

    private static Map<Long, List<FollowUp>> byTask(Stream<FollowUp> followUps) {
        return followUps.collect(Collectors.groupingBy(FollowUp::task));
    }
}

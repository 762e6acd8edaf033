package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Grant.Target;
import io.dataface.tasks.model.worker.HeldLease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Answers again what a worker was granted and never heard of: leased to this incarnation, not
/// acknowledged (a lease without a phase), not named by its poll.
@Component
class Regrants {
    private final JdbcClient jdbc;
    private final DispatchProperties properties;

    Regrants(JdbcClient jdbc, DispatchProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Transactional
    List<Grant> of(UUID worker, List<HeldLease> held) {
        return jdbc.sql(
                        """
                        with unheard as (
                            select l.dispatch_id from lease l join dispatch d on d.id = l.dispatch_id
                            where l.worker_id = :worker and d.state = 'LEASED' and l.phase is null and l.token <> all (:held)
                            order by l.dispatch_id for update of l),
                        again as (
                            update lease l set lease_until = clock_timestamp() + :lease * interval '1 ms', renewed_at = clock_timestamp()
                            from unheard u where u.dispatch_id = l.dispatch_id returning u.dispatch_id as id)
                        select d.*, t.plan_id, t.id as task_id, t.slug, t.title, r.url, r.base_branch,
                               (t.workspace_worker, t.workspace_host) is not distinct from (w.name, w.host) as workspace_here,
                               array(select f.id from follow_up f where f.dispatch_id = d.id order by f.created_at, f.id) as follow_ups
                        from again a join dispatch d on d.id = a.id join task t on t.key = d.task_key
                        join repository r on r.name = d.repository join worker w on w.id = d.worker_id
                        """)
                .param("worker", worker)
                .param("held", held.stream().map(HeldLease::token).toArray(Long[]::new))
                .param("lease", properties.lease().duration().toMillis())
                .query(this::map)
                .list();
    }

    private Grant map(ResultSet row, int n) throws SQLException {
        var kind = DispatchKind.valueOf(row.getString("kind"));
        return new Grant(
                row.getObject("id", UUID.class),
                row.getLong("token"),
                properties.lease().duration().toMillis(),
                kind,
                row.getInt("attempt"),
                row.getString("plan_id"),
                row.getString("task_id"),
                row.getString("slug"),
                row.getString("title"),
                new Target(
                        row.getString("repository"),
                        row.getString("url"),
                        row.getString("base_branch")),
                row.getString("branch"),
                row.getString("start_sha"),
                row.getString("expected_head"),
                List.of((String[]) row.getArray("pushed_shas").getArray()),
                row.getString("agent"),
                row.getString("prompt"),
                row.getString("plan_commit"),
                kind == DispatchKind.START || !row.getBoolean("workspace_here"),
                Arrays.asList((UUID[]) row.getArray("follow_ups").getArray()));
    }
}

package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.dispatch.Together.Read;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the queued dispatches without a blocker that some polling worker may take, in the
/// queue's order.
@Component
class Candidates {
    /// Any number, the same in every manager: one claim at a time in the whole installation.
    private static final long CLAIM_LOCK = 7_201_001L;

    /// Takes the lock, and sees to it that this transaction walks the queue in its order and
    /// stops when it has enough: the planner takes blockers for rarer and candidates for fewer
    /// than they are, and would sort the whole queue or read all tasks for each. Every step is a
    /// look-up by key, so the plans do not depend on the parameters either.
    private static final Read LOCK =
            new Read(
                    """
                    select pg_advisory_xact_lock(:lock), set_config('enable_sort', 'off', true),
                           set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                           set_config('enable_seqscan', 'off', true), set_config('enable_material', 'off', true),
                           set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true),
                           set_config('plan_cache_mode', 'force_generic_plan', true)\
                    """,
                    row -> {});

    private static final String FIND =
            """
            with live as materialized (
                select repository, plan_id, count(*) as leases from lease group by repository, plan_id),
            polling as materialized (
                select w.* from unnest(:ids::uuid[], :names::text[], :hosts::text[], :pools::text[], :agents::text[])
                     with ordinality as w(id, name, host, pool, agents, n)
                where not exists (select from worker x where x.id = w.id and (x.drain_at is not null or x.ended_at is not null)))
            select d.id, d.task_key, d.kind, d.attempt, t.plan_id, t.id as task_id, t.slug, t.title, t.path,
                   t.text_hash, t.head_sha, t.rejected_sha is not null and t.rejected_sha = t.head_sha as rejected,
                   t.unsettled_shas, t.branch, t.workspace_worker, t.workspace_host,
                   t.branch is null and exists (select from task o where o.repository = r.name and o.slug = t.slug
                                                and o.key <> t.key) as slug_taken,
                   r.name as repository, r.url, r.base_branch, f.wanted_agent, p.commit_id, e.fits,
                   r.max_live - (select coalesce(sum(leases), 0) from live where live.repository = r.name) as repository_room,
                   p.max_live - (select coalesce(sum(leases), 0) from live where live.plan_id = p.id) as plan_room,
                   o.max_live - (select coalesce(sum(leases), 0) from live) as room
            from dispatch d
            join task t on t.key = d.task_key
            join plan p on p.id = t.plan_id
            join task_fact f on f.task_key = t.key
            join repository r on r.name = f.wanted_repository and r.active
            cross join overall_limit o
            cross join lateral (
                select array_agg(w.n - 1 order by w.n) as fits
                from polling w where w.pool = r.pool and f.wanted_agent = any (string_to_array(w.agents, ','))
                  and (d.prefer_worker is null or d.prefer_until < clock_timestamp()
                       or (w.name = d.prefer_worker and w.host = d.prefer_host)
                       or not exists (select from worker pw where pw.name = d.prefer_worker and pw.host = d.prefer_host
                                      and pw.ended_at is null and pw.drain_at is null))
                  and not exists (select from placement_backoff b where b.worker_name = w.name and b.repository = r.name
                                  and b.agent = f.wanted_agent and b.until > clock_timestamp())) e
            where d.state = 'QUEUED' and e.fits is not null
              and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
            order by d.priority, d.queued_at, d.id
            limit :most\
            """;

    private final Together together;

    Candidates(Together together) {
        this.together = together;
    }

    /// Waits for a claim that is on its way, and keeps others out until the transaction ends.
    void lock() {
        together.read(List.of(LOCK), Map.of("lock", CLAIM_LOCK));
    }

    /// A dispatch that may be leased now.
    ///
    /// @param fits positions (from 0) of the polling workers that may take it
    /// @param repositoryRoom leases that its repository may still have; the same for plan
    ///     and all
    record Candidate(
            UUID id,
            long taskKey,
            DispatchKind kind,
            int attempt,
            String planId,
            String taskId,
            String slug,
            String title,
            String path,
            String textHash,
            @Nullable String headSha,
            boolean rejected,
            List<String> unsettled,
            @Nullable String branch,
            boolean slugTaken,
            String repository,
            String url,
            @Nullable String base,
            String agent,
            @Nullable String planCommit,
            @Nullable String workspaceWorker,
            @Nullable String workspaceHost,
            List<Integer> fits,
            int repositoryRoom,
            int planRoom,
            int room) {

        /// Whether the task's workspace is this worker's.
        boolean workspaceOn(LiveWorker worker) {
            return worker.name().equals(workspaceWorker) && worker.host().equals(workspaceHost);
        }

        String branchName() {
            return branch != null ? branch : Branches.name(slug, taskId, slugTaken);
        }
    }

    /// Under the claim's lock: nobody else leases what this finds before the transaction ends.
    List<Candidate> findLocked(List<LiveWorker> workers, int most) {
        var found = new ArrayList<Candidate>();
        together.read(
                List.of(LOCK, new Read(FIND, row -> found.add(map(row)))),
                Map.of(
                        "lock", CLAIM_LOCK,
                        "ids", workers.stream().map(LiveWorker::id).toArray(UUID[]::new),
                        "names", texts(workers, LiveWorker::name),
                        "hosts", texts(workers, LiveWorker::host),
                        "pools", texts(workers, LiveWorker::pool),
                        "agents", texts(workers, w -> String.join(",", w.agents())),
                        "most", most));
        return found;
    }

    private static Candidate map(ResultSet row) throws SQLException {
        return new Candidate(
                row.getObject("id", UUID.class),
                row.getLong("task_key"),
                DispatchKind.valueOf(row.getString("kind")),
                row.getInt("attempt"),
                row.getString("plan_id"),
                row.getString("task_id"),
                row.getString("slug"),
                row.getString("title"),
                row.getString("path"),
                row.getString("text_hash"),
                row.getString("head_sha"),
                row.getBoolean("rejected"),
                List.of((String[]) row.getArray("unsettled_shas").getArray()),
                row.getString("branch"),
                row.getBoolean("slug_taken"),
                row.getString("repository"),
                row.getString("url"),
                row.getString("base_branch"),
                row.getString("wanted_agent"),
                row.getString("commit_id"),
                row.getString("workspace_worker"),
                row.getString("workspace_host"),
                numbers(row.getArray("fits")),
                row.getInt("repository_room"),
                row.getInt("plan_room"),
                row.getInt("room"));
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(v -> ((Number) v).intValue())
                .toList();
    }

    private static String[] texts(List<LiveWorker> workers, Function<LiveWorker, String> of) {
        return workers.stream().map(of).toArray(String[]::new);
    }
}

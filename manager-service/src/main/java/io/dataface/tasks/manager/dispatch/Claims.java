package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.dispatch.Assignment.Assigned;
import io.dataface.tasks.manager.dispatch.Candidates.Candidate;
import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Grant.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Grants leases to polling workers: one cycle is one transaction with a fixed number of
/// statements, whatever the queue's length.
@Component
class Claims {
    private static final int MARGIN = 100;

    private final JdbcClient jdbc;
    private final Candidates candidates;
    private final PromptParts parts;
    private final DispatchProperties properties;
    private final DispatchMeters meters;
    private final ApplicationEventPublisher events;

    Claims(
            JdbcClient jdbc,
            Candidates candidates,
            PromptParts parts,
            DispatchProperties properties,
            DispatchMeters meters,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.candidates = candidates;
        this.parts = parts;
        this.properties = properties;
        this.meters = meters;
        this.events = events;
    }

    /// A worker that asks, and for how many.
    record Request(LiveWorker worker, int slots) {}

    /// Claims for all requests at once; the answer's lists stand in the requests' order.
    @Transactional
    List<List<Grant>> claim(List<Request> requests) {
        var grants = requests.stream().<List<Grant>>map(r -> new ArrayList<>()).toList();
        var workers = requests.stream().map(Request::worker).toList();
        int[] slots = requests.stream().mapToInt(Request::slots).toArray();
        var wanted = assign(workers, slots);
        if (wanted.isEmpty()) {
            return grants;
        }
        var locked = parts.lock(wanted.stream().map(a -> a.candidate().taskKey()).toList());
        var assigned = unchanged(wanted, locked.hashes());
        if (assigned.isEmpty()) {
            return grants;
        }
        var texts = locked.texts();
        var prompts = new HashMap<UUID, String>();
        assigned.forEach(
                a -> prompts.put(a.candidate().id(), prompt(a, workers.get(a.worker()), texts)));
        var moved = lease(assigned, workers, prompts, texts);
        for (var a : assigned) {
            var lease = moved.get(a.candidate().id());
            if (lease == null) {
                continue;
            }
            meters.granted(lease.waited());
            var worker = workers.get(a.worker());
            grants.get(a.worker()).add(grant(a, worker, lease.token(), prompts, texts));
            events.publishEvent(
                    RegistryChanged.dispatch(
                            a.candidate().planId(), a.candidate().taskId(), a.candidate().id()));
        }
        return grants;
    }

    /// Waits for a claim that is on its way. One that begins later sees what is committed now.
    @Transactional
    void awaitPresent() {
        candidates.lock();
    }

    /// Looks beyond the free slots only where those first in the queue do not fill them: some
    /// may fit no present worker, or pass a limit.
    private List<Assigned> assign(List<LiveWorker> workers, int[] slots) {
        int wanted = Arrays.stream(slots).sum();
        var found = candidates.findLocked(workers, wanted);
        var assigned = Assignment.of(found, slots);
        return assigned.size() == wanted || found.size() < wanted
                ? assigned
                : Assignment.of(candidates.findLocked(workers, wanted + MARGIN), slots);
    }

    /// Leaves out what somebody else holds, and what the plan changed since it was found: its text
    /// would not be the one that its row names.
    private static List<Assigned> unchanged(List<Assigned> assigned, Map<Long, String> hashes) {
        return assigned.stream()
                .filter(a -> a.candidate().textHash().equals(hashes.get(a.candidate().taskKey())))
                .toList();
    }

    private record Leased(long token, Duration waited) {}

    private Map<UUID, Leased> lease(
            List<Assigned> assigned,
            List<LiveWorker> workers,
            Map<UUID, String> prompts,
            PromptParts.Texts texts) {
        var rows = new Rows(assigned);
        return jdbc
                .sql(
                        """
                        with wish as (
                            select * from unnest(:ids::uuid[], :workers::uuid[], :names::text[], :branches::text[], :repositories::text[],
                                :agents::text[], :commits::text[], :hashes::text[], :texts::text[], :prompts::text[], :starts::text[], :heads::text[])
                            as w(id, worker_id, name, branch, repository, agent, commit_id, text_hash, task_text, prompt, start_sha, head)),
                        moved as (
                            update dispatch d set state = 'LEASED', token = nextval('fencing_token'), worker_id = w.worker_id,
                                worker_name = w.name, leased_at = clock_timestamp(), branch = w.branch, repository = w.repository,
                                agent = w.agent, plan_commit = w.commit_id, text_hash = w.text_hash, task_text = w.task_text,
                                prompt = w.prompt, start_sha = w.start_sha, expected_head = w.head, pushed_shas = t.unsettled_shas,
                                history_length = d.history_length + 1
                            from wish w, task t where d.id = w.id and d.state = 'QUEUED' and t.key = d.task_key
                              and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
                            returning d.id, d.token, d.worker_id, d.worker_name, d.task_key, d.branch, d.repository, d.queued_at, d.due_at,
                                      d.history_length),
                        kept as (
                            insert into history (dispatch_id, seq, event, from_state, to_state, actor, token)
                            select id, history_length, 'leased', 'QUEUED', 'LEASED', worker_name, token from moved),
                        leased as (
                            insert into lease (dispatch_id, token, worker_id, plan_id, repository, lease_until)
                            select m.id, m.token, m.worker_id, t.plan_id, m.repository, clock_timestamp() + :lease * interval '1 ms'
                            from moved m join task t on t.key = m.task_key),
                        logged as (
                            insert into dispatch_log (dispatch_id) select id from moved on conflict do nothing),
                        carried as (
                            update follow_up f set dispatch_id = m.id from moved m
                            where f.task_key = m.task_key and f.state = 'pending'),
                        named as (
                            update task t set branch = m.branch, repository = m.repository from moved m
                            where t.key = m.task_key and (t.branch is distinct from m.branch or t.repository is distinct from m.repository))
                        select id, token, extract(epoch from clock_timestamp() - greatest(queued_at, due_at)) * 1000 as waited from moved
                        """)
                .param("ids", rows.of(Candidate::id).toArray(UUID[]::new))
                .param(
                        "workers",
                        assigned.stream()
                                .map(a -> workers.get(a.worker()).id())
                                .toArray(UUID[]::new))
                .param(
                        "names",
                        assigned.stream()
                                .map(a -> workers.get(a.worker()).name())
                                .toArray(String[]::new))
                .param("branches", assigned.stream().map(Assigned::branch).toArray(String[]::new))
                .param("repositories", rows.texts(Candidate::repository))
                .param("agents", rows.texts(Candidate::agent))
                .param("commits", rows.texts(Candidate::planCommit))
                .param("hashes", rows.texts(Candidate::textHash))
                .param("texts", rows.texts(c -> texts.text(c.taskKey())))
                .param("prompts", rows.texts(c -> prompts.get(c.id())))
                .param("starts", rows.texts(Claims::start))
                .param("heads", rows.texts(Candidate::headSha))
                .param("lease", properties.lease().duration().toMillis())
                .query(
                        (row, n) ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        new Leased(
                                                row.getLong("token"),
                                                Duration.ofMillis(
                                                        Math.max(0, row.getLong("waited"))))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String prompt(Assigned a, LiveWorker worker, PromptParts.Texts texts) {
        var c = a.candidate();
        var earlier = new ArrayList<>(texts.earlier(c.taskKey()));
        if (c.kind() == DispatchKind.CONTINUE && !c.workspaceOn(worker)) {
            earlier.add(
                    "their workspace is on another machine: what they did not push is not here");
        }
        return new Prompt(
                        c.taskId(),
                        c.title(),
                        c.kind(),
                        c.attempt(),
                        texts.text(c.taskKey()),
                        c.planCommit(),
                        c.repository(),
                        c.base(),
                        a.branch(),
                        texts.followUps(c.taskKey()),
                        texts.delivered(c.taskKey()),
                        earlier)
                .text();
    }

    /// A person's rejection starts again at base; anything else goes on from the branch as the
    /// registry knows it.
    private static @Nullable String start(Candidate c) {
        return c.rejected() && c.kind() == DispatchKind.START ? null : c.headSha();
    }

    private Grant grant(
            Assigned a,
            LiveWorker worker,
            long token,
            Map<UUID, String> prompts,
            PromptParts.Texts texts) {
        var c = a.candidate();
        return new Grant(
                c.id(),
                token,
                properties.lease().duration().toMillis(),
                c.kind(),
                c.attempt(),
                c.planId(),
                c.taskId(),
                c.slug(),
                c.title(),
                new Target(c.repository(), c.url(), c.base()),
                a.branch(),
                start(c),
                c.headSha(),
                c.unsettled(),
                c.agent(),
                Objects.requireNonNull(prompts.get(c.id())),
                c.planCommit(),
                c.kind() == DispatchKind.START || !c.workspaceOn(worker),
                texts.followUpIds(c.taskKey()));
    }

    /// The assigned candidates column by column, for `unnest`.
    private record Rows(List<Assigned> assigned) {
        <T> Stream<T> of(Function<Candidate, T> column) {
            return assigned.stream().map(a -> column.apply(a.candidate()));
        }

        @Nullable String[] texts(Function<Candidate, @Nullable String> column) {
            @Nullable String[] texts = new String[assigned.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = column.apply(assigned.get(i).candidate());
            }
            return texts;
        }
    }
}

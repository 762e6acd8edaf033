package io.dataface.tasks.manager.dispatch;

import static io.dataface.tasks.model.DispatchState.LEASED;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Renewed.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Renews a worker's leases in one statement; a first acknowledgement, a new phase and the push
/// gate are moves and take the task's lock first.
@Component
class Renewals {
    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final AgentStarts agentStarts;
    private final History history;
    private final DispatchProperties properties;
    private final ApplicationEventPublisher events;

    Renewals(
            JdbcClient jdbc,
            AgentStarts agentStarts,
            History history,
            DispatchProperties properties,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.agentStarts = agentStarts;
        this.history = history;
        this.properties = properties;
        this.events = events;
    }

    private record Known(
            UUID id,
            long token,
            long taskKey,
            String planId,
            String taskId,
            DispatchState state,
            @Nullable Phase phase,
            @Nullable String pushSha,
            @Nullable String request,
            @Nullable UUID unacknowledged,
            boolean agentStarted) {}

    @Transactional
    Renewed renew(LiveWorker worker, List<Renewal.Line> lines) {
        var known = known(worker, lines, "");
        var moving = lines.stream().filter(l -> moves(l, known.get(l.token()))).toList();
        if (!moving.isEmpty()) {
            lockTasks(moving);
            var locked = known(worker, lines, "for update of l");
            move(
                    worker,
                    moving.stream().filter(l -> moves(l, locked.get(l.token()))).toList(),
                    locked);
        }
        var renewed = renewRows(worker, lines);
        var answers = lines.stream().map(l -> renewed.getOrDefault(l.token(), gone(l))).toList();
        return new Renewed(answers, worker.drain());
    }

    private static Renewed.Line gone(Renewal.Line line) {
        return new Renewed.Line(line.dispatchId(), line.token(), true, List.of());
    }

    /// The tasks' rows come first, in order, as for every move.
    private void lockTasks(List<Renewal.Line> lines) {
        jdbc.sql(
                        """
                        select t.key from task t where t.key in (select d.task_key from dispatch d where d.token = any (:tokens))
                        order by t.key for update
                        """)
                .param("tokens", tokens(lines))
                .query((row, n) -> n)
                .list();
    }

    /// Reads the named leases, in order of their ids: what locks some of them locks them all,
    /// so
    /// that two renewals of one worker never wait for each other.
    private Map<Long, Known> known(LiveWorker worker, List<Renewal.Line> lines, String lock) {
        var known = new HashMap<Long, Known>();
        jdbc.sql(
                        """
                        select d.id, l.token, d.task_key, t.plan_id, t.id as task_id, d.state, l.phase, l.push_sha, d.request,
                               case when not d.request_acked then d.request_id end as unacknowledged,
                               d.agent_at is not null as agent_started
                        from lease l join dispatch d on d.id = l.dispatch_id join task t on t.key = d.task_key
                        where l.token = any (:tokens) and l.worker_id = :worker order by l.dispatch_id
                        """
                                + lock)
                .param("tokens", tokens(lines))
                .param("worker", worker.id())
                .query(
                        row -> {
                            known.put(
                                    row.getLong("token"),
                                    new Known(
                                            row.getObject("id", UUID.class),
                                            row.getLong("token"),
                                            row.getLong("task_key"),
                                            row.getString("plan_id"),
                                            row.getString("task_id"),
                                            DispatchState.valueOf(row.getString("state")),
                                            phase(row.getString("phase")),
                                            row.getString("push_sha"),
                                            row.getString("request"),
                                            row.getObject("unacknowledged", UUID.class),
                                            row.getBoolean("agent_started")));
                        });
        return known;
    }

    private static @Nullable Phase phase(@Nullable String name) {
        return name == null ? null : Phase.valueOf(name);
    }

    private static boolean moves(Renewal.Line line, @Nullable Known known) {
        return known != null
                && known.id().equals(line.dispatchId())
                && (known.state() == LEASED
                        || known.phase() != line.phase()
                        || gates(line, known)
                        || acknowledges(line, known));
    }

    private static boolean acknowledges(Renewal.Line line, Known known) {
        return known.unacknowledged() != null
                && line.acknowledged().contains(known.unacknowledged());
    }

    private static boolean gates(Renewal.Line line, Known known) {
        return line.phase() == Phase.PUSHING
                && line.pushSha() != null
                && !line.pushSha().equals(known.pushSha());
    }

    private void move(LiveWorker worker, List<Renewal.Line> lines, Map<Long, Known> known) {
        var heard = lines.stream().filter(l -> acknowledges(l, at(known, l))).toList();
        if (!heard.isEmpty()) {
            acknowledge(heard);
        }
        var started = lines.stream().filter(l -> at(known, l).state() == LEASED).toList();
        if (!started.isEmpty()) {
            run(worker, started);
        }
        var agents = lines.stream().filter(l -> agentStarts(l, at(known, l))).toList();
        if (!agents.isEmpty()) {
            agentStarts.note(worker, ids(agents), tokens(agents));
        }
        var gates = lines.stream().filter(l -> opens(l, at(known, l))).toList();
        if (!gates.isEmpty()) {
            openGates(gates);
        }
        var phases =
                lines.stream()
                        .filter(l -> at(known, l).state() != LEASED)
                        .filter(l -> at(known, l).phase() != l.phase())
                        .toList();
        history.append(
                phases.stream()
                        .map(
                                l ->
                                        History.Entry.event(
                                                l.dispatchId(),
                                                "phase",
                                                worker.name(),
                                                l.phase().name()))
                        .toList());
        lines.forEach(
                l -> {
                    var k = at(known, l);
                    events.publishEvent(RegistryChanged.dispatch(k.planId(), k.taskId(), k.id()));
                });
    }

    private static Known at(Map<Long, Known> known, Renewal.Line line) {
        return Objects.requireNonNull(known.get(line.token()));
    }

    private static boolean agentStarts(Renewal.Line line, Known known) {
        return line.phase() == Phase.AGENT && !known.agentStarted();
    }

    /// A gate opens only while nobody has asked to end the run.
    private static boolean opens(Renewal.Line line, Known known) {
        return gates(line, known) && known.request() == null;
    }

    /// The first acknowledgement: the run and its first phase, in history too.
    private void run(LiveWorker worker, List<Renewal.Line> lines) {
        var abandoned =
                jdbc.sql(
                                """
                                with line as (
                                    select * from unnest(:ids::uuid[], :tokens::bigint[], :phases::text[]) as u(id, token, phase)),
                                moved as (
                                    update dispatch d set state = 'RUNNING', started_at = clock_timestamp(), history_length = d.history_length + 2
                                    from line u where d.id = u.id and d.token = u.token and d.state = 'LEASED'
                                    returning d.id, d.task_key, d.kind, d.token, d.history_length, u.phase),
                                kept as (
                                    insert into history (dispatch_id, seq, event, from_state, to_state, actor, token, detail)
                                    select id, history_length - 1, 'running', 'LEASED', 'RUNNING', :worker, token, null from moved
                                    union all
                                    select id, history_length, 'phase', null, null, :worker, null, phase from moved),
                                placed as (
                                    update task t set workspace_worker = :worker, workspace_host = :host
                                    from moved m where t.key = m.task_key
                                      and (t.workspace_worker, t.workspace_host) is distinct from (:worker, :host))
                                select m.id, t.workspace_worker || ' on ' || t.workspace_host as workspace
                                from moved m join task t on t.key = m.task_key
                                where m.kind = 'CONTINUE' and (t.workspace_worker, t.workspace_host) <> (:worker, :host)
                                """)
                        .param("ids", ids(lines))
                        .param("tokens", tokens(lines))
                        .param("phases", phases(lines))
                        .param("worker", worker.name())
                        .param("host", worker.host())
                        .query((row, n) -> abandoned(row))
                        .list();
        history.append(abandoned);
    }

    private static String[] phases(List<Renewal.Line> lines) {
        return lines.stream().map(l -> l.phase().name()).toArray(String[]::new);
    }

    private static History.Entry abandoned(ResultSet row) throws SQLException {
        return History.Entry.event(
                row.getObject("id", UUID.class),
                "workspace_abandoned",
                "manager",
                "the workspace of %s is given up; work there that was not pushed stayed behind"
                        .formatted(row.getString("workspace")));
    }

    private void acknowledge(List<Renewal.Line> lines) {
        jdbc.sql(
                        """
                        update dispatch d set request_acked = true from unnest(:ids::uuid[], :tokens::bigint[]) as u(id, token)
                        where d.id = u.id and d.token = u.token
                        """)
                .param("ids", ids(lines))
                .param("tokens", tokens(lines))
                .update();
    }

    private void openGates(List<Renewal.Line> lines) {
        jdbc.sql(
                        """
                        with gate as (select * from unnest(:ids::uuid[], :shas::text[]) as g(id, sha)),
                        opened as (
                            update lease l set push_sha = g.sha from gate g where l.dispatch_id = g.id returning l.dispatch_id, l.push_sha)
                        update task t set unsettled_shas = array_append(t.unsettled_shas, o.push_sha)
                        from opened o join dispatch d on d.id = o.dispatch_id
                        where t.key = d.task_key and o.push_sha <> all (t.unsettled_shas)
                        """)
                .param("ids", ids(lines))
                .param("shas", shas(lines))
                .update();
        history.append(
                lines.stream()
                        .map(
                                l ->
                                        History.Entry.event(
                                                l.dispatchId(),
                                                "push_gate",
                                                "manager",
                                                l.pushSha()))
                        .toList());
    }

    private Map<Long, Renewed.Line> renewRows(LiveWorker worker, List<Renewal.Line> lines) {
        var renewed = new HashMap<Long, Renewed.Line>();
        jdbc.sql(
                        """
                        with line as (
                            select * from unnest(:ids::uuid[], :tokens::bigint[], :phases::text[], :shas::text[], :silent::bigint[])
                            as u(id, token, phase, sha, silent)),
                        held as (
                            select l.dispatch_id from lease l join line on line.id = l.dispatch_id and line.token = l.token
                            where l.worker_id = :worker order by l.dispatch_id for update of l),
                        renewed as (
                            update lease l set lease_until = clock_timestamp() + :lease * interval '1 ms', renewed_at = clock_timestamp(),
                                alive_at = clock_timestamp() - line.silent * interval '1 ms', phase = line.phase
                            from held, line where l.dispatch_id = held.dispatch_id and line.id = l.dispatch_id
                            returning l.dispatch_id, l.token, line.phase = 'PUSHING' and line.sha is not null and line.sha is distinct from l.push_sha as shut)
                        select r.dispatch_id, r.token, d.request, d.request_id, d.request_acked and not r.shut as obeyed
                        from renewed r join dispatch d on d.id = r.dispatch_id
                        """)
                .param("ids", ids(lines))
                .param("tokens", tokens(lines))
                .param("phases", phases(lines))
                .param("shas", shas(lines))
                .param("silent", lines.stream().map(Renewals::silent).toArray(Long[]::new))
                .param("worker", worker.id())
                .param("lease", properties.lease().duration().toMillis())
                .query(
                        row -> {
                            var commands = new ArrayList<Command>();
                            String request = row.getString("request");
                            if (request != null && !row.getBoolean("obeyed")) {
                                commands.add(
                                        new Command(
                                                row.getObject("request_id", UUID.class),
                                                type(request)));
                            }
                            long token = row.getLong("token");
                            renewed.put(
                                    token,
                                    new Renewed.Line(
                                            row.getObject("dispatch_id", UUID.class),
                                            token,
                                            false,
                                            commands));
                        });
        return renewed;
    }

    private static long silent(Renewal.Line line) {
        return Math.clamp(line.silentMillis(), 0, LONGEST_SILENCE.toMillis());
    }

    private static Command.Type type(String request) {
        return request.equals("INTERRUPT") ? Command.Type.INTERRUPT : Command.Type.CANCEL;
    }

    private static @Nullable String[] shas(List<Renewal.Line> lines) {
        @Nullable String[] shas = new String[lines.size()];
        Arrays.setAll(shas, i -> lines.get(i).pushSha());
        return shas;
    }

    private static UUID[] ids(List<Renewal.Line> lines) {
        return lines.stream().map(Renewal.Line::dispatchId).toArray(UUID[]::new);
    }

    private static Long[] tokens(List<Renewal.Line> lines) {
        return lines.stream().map(Renewal.Line::token).toArray(Long[]::new);
    }
}

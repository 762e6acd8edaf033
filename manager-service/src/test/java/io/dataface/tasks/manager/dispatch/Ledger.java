package io.dataface.tasks.manager.dispatch;

import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Holds what must be true of a task whatever happened to it; docs/lifecycle.md has the rules.
@TestComponent
class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Every rule that the task's rows break, in words; none: all hold.
    List<String> broken(long task) {
        return jdbc.sql(
                        """
                        with d as (select * from dispatch where task_key = :task),
                        h as (select h.*, lag(h.to_state) over w as before
                              from history h join d on d.id = h.dispatch_id where h.to_state is not null
                              window w as (partition by h.dispatch_id order by h.seq))
                        select 'more than one live dispatch' from d where ended_at is null having count(*) > 1
                        union all
                        select 'history has a gap in run ' || d.number from d where d.history_length <>
                            (select count(*) from history x where x.dispatch_id = d.id and x.seq <= d.history_length)
                        union all
                        select 'the moves of run ' || d.number || ' end at ' || l.to_state || ', its state is ' || d.state
                        from d join lateral (select to_state from h where h.dispatch_id = d.id order by h.seq desc limit 1) l on true
                        where l.to_state <> d.state
                        union all
                        select 'a move from ' || coalesce(h.from_state, 'nothing') || ' follows one to ' || coalesce(h.before, 'nothing')
                        from h where h.from_state is distinct from h.before
                        union all
                        select 'an illegal move from ' || from_state || ' to ' || to_state from h
                        where from_state is not null and not (
                            (from_state = 'QUEUED' and to_state in ('LEASED', 'CANCELLED'))
                            or (from_state = 'LEASED' and to_state in ('RUNNING', 'QUEUED', 'CANCELLED', 'WORKER_GONE'))
                            or (from_state = 'RUNNING' and to_state not in ('QUEUED', 'LEASED', 'RUNNING')))
                        union all
                        select 'a lease of a run that is ' || d.state || ' under token ' || coalesce(d.token::text, 'none')
                        from lease l join d on d.id = l.dispatch_id
                        where d.state not in ('LEASED', 'RUNNING') or d.token is distinct from l.token
                        union all
                        select 'run ' || number || ' is ' || state || ' without a lease' from d
                        where state in ('LEASED', 'RUNNING') and not exists (select from lease l where l.dispatch_id = d.id)
                        union all
                        select 'two successors of one run' from d where previous_id is not null group by previous_id having count(*) > 1
                        union all
                        select 'run ' || number || ' follows no other' from d where number > 1 and previous_id is null
                        union all
                        select 'two runs at once' from (
                            select at, max(coalesce(ends, 'infinity')) over (order by at rows between unbounded preceding and 1 preceding) as earlier
                            from (select h.at, (select min(e.at) from history e where e.dispatch_id = h.dispatch_id and e.seq > h.seq
                                                and e.to_state is not null and e.to_state <> 'RUNNING') as ends
                                  from h where h.to_state = 'LEASED') spans) s
                        where s.earlier > s.at
                        union all
                        select 'a follow-up is named by a run that has ended, and was not delivered'
                        from follow_up f join d on d.id = f.dispatch_id where f.state = 'pending' and d.ended_at is not null
                        union all
                        select 'a follow-up waits and nothing will take it' from follow_up f join task t on t.key = f.task_key
                        where f.task_key = :task and f.state = 'pending' and t.status = 'not_started' and t.gone_at is null
                          and not exists (select from d where d.ended_at is null)
                          and not exists (select from d where d.request = 'STOP')
                        union all
                        select 'a follow-up was delivered to a run whose agent did not start'
                        from follow_up f join d on d.id = f.dispatch_id where f.state = 'delivered' and d.agent_at is null
                        union all
                        select 'a run without its log row' from d where state in ('LEASED', 'RUNNING')
                          and not exists (select from dispatch_log g where g.dispatch_id = d.id)
                        """)
                .param("task", task)
                .query((row, n) -> row.getString(1))
                .list();
    }
}

package io.dataface.tasks.chaos.check;

import io.dataface.tasks.chaos.Database;
import io.dataface.tasks.chaos.check.Facts.Dispatch;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.chaos.check.Facts.FollowUp;
import io.dataface.tasks.chaos.check.Facts.Lease;
import io.dataface.tasks.chaos.check.Facts.Log;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.chaos.check.Facts.Word;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads facts about some tasks from the database, past all services.
final class Registry {
    private static final String OF_TASKS =
            " join task t on t.key = d.task_key where t.slug = any (string_to_array(?, ','))";

    private final Database database;
    private final String slugs;

    Registry(Database database, List<String> slugs) {
        this.database = database;
        this.slugs = String.join(",", slugs);
    }

    List<Task> tasks() {
        return rows("""
        select key, slug, branch, head_sha, status = 'completed' as completed, circuit_reason
        from task where slug = any (string_to_array(?, ','))
        """)
                .map(
                        r ->
                                new Task(
                                        r.number("key"),
                                        r.text("slug"),
                                        r.findText("branch"),
                                        r.findText("head_sha"),
                                        r.yes("completed"),
                                        r.findText("circuit_reason")))
                .toList();
    }

    List<Dispatch> dispatches() {
        return rows("select d.* from dispatch d" + OF_TASKS)
                .map(
                        r ->
                                new Dispatch(
                                        r.id("id"),
                                        r.number("task_key"),
                                        (int) r.number("number"),
                                        r.text("kind"),
                                        DispatchState.valueOf(r.text("state")),
                                        r.text("queued_by"),
                                        r.instant("queued_at"),
                                        r.instant("due_at"),
                                        r.findNumber("token"),
                                        r.findText("worker_name"),
                                        r.findInstant("ended_at"),
                                        phase(r.findText("phase")),
                                        r.findText("reason"),
                                        r.findInstant("agent_at") != null,
                                        r.findText("head_sha"),
                                        (int) r.number("history_length")))
                .toList();
    }

    List<Event> history() {
        return rows("select h.* from history h join dispatch d on d.id = h.dispatch_id"
                        + OF_TASKS
                        + " order by h.dispatch_id, h.seq")
                .map(
                        r ->
                                new Event(
                                        r.id("dispatch_id"),
                                        (int) r.number("seq"),
                                        r.instant("at"),
                                        r.text("event"),
                                        state(r.findText("from_state")),
                                        state(r.findText("to_state")),
                                        r.text("actor"),
                                        r.findNumber("token"),
                                        r.findText("detail")))
                .toList();
    }

    List<Lease> leases() {
        return rows("select l.* from lease l join dispatch d on d.id = l.dispatch_id" + OF_TASKS)
                .map(
                        r ->
                                new Lease(
                                        r.id("dispatch_id"),
                                        r.number("token"),
                                        r.instant("renewed_at"),
                                        r.instant("lease_until")))
                .toList();
    }

    List<FollowUp> followUps() {
        return rows("""
        select f.* from follow_up f join task t on t.key = f.task_key
        where t.slug = any (string_to_array(?, ','))
        """)
                .map(
                        r ->
                                new FollowUp(
                                        r.id("id"),
                                        r.number("task_key"),
                                        r.text("state"),
                                        r.findId("dispatch_id")))
                .toList();
    }

    List<Word> words() {
        return rows("""
        select a.* from audit a join task t on t.key = a.task_key
        where t.slug = any (string_to_array(?, ',')) and a.action in ('retry', 'follow-up')
        """)
                .map(r -> new Word(r.number("task_key"), r.instant("at"), r.text("action")))
                .toList();
    }

    List<Log> logs() {
        var chunks = new LinkedHashMap<UUID, List<long[]>>();
        rows("select c.dispatch_id, c.start_offset, length(c.bytes) as size from log_chunk c"
                        + " join dispatch d on d.id = c.dispatch_id"
                        + OF_TASKS
                        + " order by c.start_offset")
                .forEach(
                        r ->
                                chunks.computeIfAbsent(r.id("dispatch_id"), id -> new ArrayList<>())
                                        .add(
                                                new long[] {
                                                    r.number("start_offset"), r.number("size")
                                                }));
        return rows("select g.* from dispatch_log g join dispatch d on d.id = g.dispatch_id"
                        + OF_TASKS)
                .map(
                        r ->
                                new Log(
                                        r.id("dispatch_id"),
                                        r.number("length"),
                                        r.findNumber("final_length"),
                                        chunks.getOrDefault(r.id("dispatch_id"), List.of())))
                .toList();
    }

    List<UUID> unblocked() {
        return rows("select d.id from dispatch d"
                        + OF_TASKS
                        + """
                         and d.state = 'QUEUED'
                        and not exists (select from dispatch_blocker b where b.dispatch_id = d.id)
                        """)
                .map(r -> r.id("id"))
                .toList();
    }

    List<UUID> unrung() {
        return rows("select d.id from doorbell_outbox o join dispatch d on d.id = o.dispatch_id"
                        + OF_TASKS)
                .map(r -> r.id("id"))
                .toList();
    }

    private Stream<Row> rows(String sql) {
        return Row.all(database, sql, slugs).stream();
    }

    private static @Nullable DispatchState state(@Nullable String name) {
        return name == null ? null : DispatchState.valueOf(name);
    }

    private static @Nullable Phase phase(@Nullable String name) {
        return name == null ? null : Phase.valueOf(name);
    }
}

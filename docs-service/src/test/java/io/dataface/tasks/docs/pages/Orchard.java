package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.DocsApplication;
import io.dataface.tasks.docs.PlanDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;

/// A plan with a page of every kind and tasks in several states: `Orchard [--server.port=…]` shows
/// it in a browser.
final class Orchard {

    static final String PLAN = "orchard";
    static final String TASK = "/docs/workstreams/fruit/tasks/pick-apples/";

    private Orchard() {}

    static Path folder() {
        try {
            return new ClassPathResource("orchard").getFile().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the plan in; what it depends on and what runs is put beside it, as the manager would.
    static void load(PlanDatabase database) {
        database.loadFolder(PLAN, folder());
    }

    /// A run that an agent has, of a text that is not the plan's any more.
    static void run(PlanDatabase database, String taskId) {
        database.jdbc()
                .sql(
                        """
                        insert into worker (id, name, host, pool, capacity, agents, version)
                        select gen_random_uuid(), 'w-1', 'build-1', 'default', 4, '{claude}', '0.1.0'
                        where not exists (select from worker)
                        """)
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by, token,
                            worker_id, worker_name, phase, agent, branch, text_hash, task_text, prompt,
                            leased_at, started_at)
                        select gen_random_uuid(), t.key, 1, 'START', 'RUNNING', t.priority, 'dave',
                            (select coalesce(max(token), 0) + 1 from dispatch), w.id, w.name,
                            'AGENT', 'claude', 'task/' || t.slug, 'then',
                            replace(convert_from(f.bytes, 'UTF8'), 'hang *high*', 'are ripe'), 'Pick them.',
                            now() - interval '7 min', now() - interval '7 min'
                        from task t join plan_file f on f.plan_id = t.plan_id and f.path = t.path, worker w
                        where t.id = ?
                        """)
                .param(taskId)
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into lease (dispatch_id, token, worker_id, plan_id, repository, lease_until, phase)
                        select d.id, d.token, d.worker_id, t.plan_id, 'main', now() + interval '1 hour', 'AGENT'
                        from dispatch d join task t on t.key = d.task_key where t.id = ?
                        """)
                .param(taskId)
                .update();
    }

    public static void main(String[] args) {
        PlanDatabase database = new PlanDatabase();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        load(database);
        run(database, "FRUIT-PICK_APPLES");
        database.queue(PLAN, "FRUIT-SORT_APPLES");
        SpringApplication.run(
                DocsApplication.class,
                Stream.concat(Arrays.stream(database.settings(PLAN)), Arrays.stream(args))
                        .toArray(String[]::new));
    }
}

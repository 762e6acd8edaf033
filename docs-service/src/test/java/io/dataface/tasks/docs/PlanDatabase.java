package io.dataface.tasks.docs;

import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanParser;
import io.dataface.tasks.model.plan.Problem;
import io.dataface.tasks.model.plan.SearchPage;
import io.dataface.tasks.model.plan.TaskPage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.DigestUtils;

/// A real Postgres with the registry's schema, and plans put into it as the manager would.
public final class PlanDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final JdbcClient jdbc;

    public PlanDatabase() {
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataSource owner = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(owner).load().migrate();
        jdbc = JdbcClient.create(owner);
        jdbc.sql("create role tasks_docs login password 'docs' in role tasks_reader").update();
    }

    /// The address that the reader's login uses.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /// What a service needs to read it, as `--key=value`.
    public String[] settings(String planId) {
        return new String[] {
            "--spring.datasource.url=" + url(),
            "--spring.datasource.username=tasks_docs",
            "--spring.datasource.password=docs",
            "--tasks.docs.plan-id=" + planId
        };
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /// Puts all files below a folder in place of the plan's files.
    public void loadFolder(String planId, Path folder) {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(path).toString().replace('\\', '/'),
                        Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load(planId, files);
    }

    /// Puts these texts in place of the plan's files.
    public void loadTexts(String planId, Map<String, String> texts) {
        Map<String, byte[]> files = new HashMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        load(planId, files);
    }

    private void load(String planId, Map<String, byte[]> files) {
        jdbc.sql(
                        """
                        insert into plan (id, title, source, source_kind, commit_id, revision, synced_at)
                        values (?, ?, '/plans/' || ?, 'folder', '3f9c2ab6d1e84c0f9a7b5d2e1c3f4a5b6c7d8e9f', 1, now())
                        on conflict (id) do update set revision = plan.revision + 1
                        """)
                .params(planId, planId, planId)
                .update();
        jdbc.sql("delete from plan_file where plan_id = ? and path <> all(?)")
                .params(planId, files.keySet().toArray(String[]::new))
                .update();
        Map<String, ParsedFile> parsed = new HashMap<>();
        files.forEach(
                (path, bytes) -> {
                    ParsedFile file = PlanParser.parse(path, bytes);
                    parsed.put(path, file);
                    put(planId, file, bytes);
                });
        jdbc.sql("delete from search_page where plan_id = ? and path <> all(?)")
                .params(planId, files.keySet().toArray(String[]::new))
                .update();
        parsed.values().stream()
                .map(ParsedFile::page)
                .filter(Objects::nonNull)
                .flatMap(page -> SearchPage.findOf(page).stream())
                .forEach(page -> put(planId, page));
        Plan plan = Plan.of(parsed.values());
        plan.tasks().forEach(task -> put(planId, plan, task));
    }

    private void put(String planId, ParsedFile file, byte[] bytes) {
        Problem error = file.problems().stream().filter(Problem::isError).findFirst().orElse(null);
        jdbc.sql(
                        """
                        insert into plan_file as f (plan_id, path, blob, bytes, author, authored_at,
                                                    error, error_line, error_column, error_rule, error_fix, revision)
                        values (?, ?, ?, ?, 'dave', now() - interval '3 days', ?, ?, ?, ?, ?, (select revision from plan where id = ?))
                        on conflict (plan_id, path) do update
                        set revision = case when f.blob = excluded.blob then f.revision else excluded.revision end,
                            good_blob = case when excluded.error is null then null else coalesce(f.good_blob, f.blob) end,
                            good_bytes = case when excluded.error is null then null else coalesce(f.good_bytes, f.bytes) end,
                            blob = excluded.blob, bytes = excluded.bytes, error = excluded.error,
                            error_line = excluded.error_line, error_fix = excluded.error_fix
                        """)
                .param(planId)
                .param(file.path())
                .param(DigestUtils.md5DigestAsHex(bytes))
                .param(bytes)
                .param(error == null ? null : error.message())
                .param(error == null ? null : error.line())
                .param(error == null ? null : error.column())
                .param(error == null ? null : error.rule())
                .param(error == null ? null : error.fix())
                .param(planId)
                .update();
    }

    private void put(String planId, SearchPage page) {
        jdbc.sql(
                        """
                        insert into search_page (plan_id, path, made_from, kind, title, workstream, task_id, words)
                        values (?, ?, '', ?, ?, ?, ?, array_to_tsvector(?) || setweight(to_tsvector('search.words', ?), 'A')
                            || setweight(to_tsvector('search.words', ?), 'B') || to_tsvector('search.words', ?))
                        on conflict (plan_id, path) do update set title = excluded.title, words = excluded.words
                        """)
                .param(planId)
                .param(page.path())
                .param(page.kind())
                .param(page.title())
                .param(page.workstream())
                .param(page.taskId())
                .param(page.names().stream().map(name -> "=" + name).toArray(String[]::new))
                .param(page.nameWords())
                .param(page.headingWords())
                .param(page.textWords())
                .update();
        jdbc.sql(
                        """
                        insert into search_text (plan_id, path, text, headings) values (?, ?, ?, ?)
                        on conflict (plan_id, path) do update set text = excluded.text, headings = excluded.headings
                        """)
                .param(planId)
                .param(page.path())
                .param(page.text())
                .param(
                        page.sections().stream()
                                .map(s -> s.at() + " " + s.anchor() + " " + s.heading())
                                .toArray(String[]::new))
                .update();
        jdbc.sql(
                        """
                        insert into search_word (plan_id, word) select ?, word from unnest(?) word
                        on conflict do nothing
                        """)
                .params(planId, page.vocabulary().toArray(String[]::new))
                .update();
    }

    private void put(String planId, Plan plan, TaskPage task) {
        jdbc.sql(
                        """
                        insert into task (plan_id, id, slug, path, workstream, title, plan_status, priority, milestone, owner, text_hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
                        on conflict (plan_id, id) do update set plan_status = excluded.plan_status, path = excluded.path
                        """)
                .param(planId)
                .param(task.id())
                .param(task.slug())
                .param(task.path())
                .param(task.workstream())
                .param(task.title())
                .param(task.status().word())
                .param(task.priority().ordinal())
                .param(task.milestone())
                .param(task.owner())
                .update();
    }

    /// Queues a task, as a kick-off does.
    public void queue(String planId, String taskId) {
        jdbc.sql(
                        """
                        insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                        select gen_random_uuid(), key, 1, 'START', 'QUEUED', priority, 'dave' from task where plan_id = ? and id = ?
                        """)
                .params(planId, taskId)
                .update();
    }

    /// Sends a notice, as the manager does after a change.
    public void tell(String payload) {
        jdbc.sql("select pg_notify('tasks_changed', ?)").param(payload).query().listOfRows();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.plan.source.FolderSource;
import io.dataface.tasks.manager.plan.source.PlanSource;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@ManagerIntegrationTest
class PlanSyncIntegrationTests {
    private static final String WEB = "workstreams/web/tasks/";

    @TempDir Path folder = Path.of(".");
    @Autowired JdbcClient jdbc;
    @Autowired PlanImport imports;
    @Autowired SearchIndex search;
    @Autowired PlanRow row;
    @Autowired ApplicationEventPublisher events;
    private String plan = "";
    private @Nullable PlanSync sync;

    @BeforeEach
    void plan(org.junit.jupiter.api.TestInfo test) throws IOException {
        plan = "p" + Integer.toUnsignedString(test.getDisplayName().hashCode());
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values (:id, :id,"
                                + " :source, 'folder')")
                .param("id", plan)
                .param("source", folder.toString())
                .update();
        write("mkdocs.yml", "site_name: Our plan\n");
        write("team/people/ada.md", "---\nslug: ada\nname: Ada\naliases: [lovelace]\n---\n");
        write(
                "team/roles/engineer.md",
                "---\nslug: engineer\ntitle: Engineer\nfilled_by: ada\n---\n");
        write("workstreams/web/index.md", "---\nslug: web\ntitle: Web\n---\n");
        task("first", "owner: lovelace\n");
        task("second", "owner: engineer\ndepends_on: [first]\npriority: p0\n");
        sync = restarted();
        pass();
    }

    @Test
    void aFolderBecomesTasksWithPeopleAndDependencies() {
        assertThat(task("WEB-FIRST"))
                .containsEntry("owner_person", "ada")
                .containsEntry("slug", "first")
                .containsEntry("path", WEB + "first.md")
                .containsEntry("workstream", "web")
                .containsEntry("broken", false);
        assertThat(task("WEB-SECOND"))
                .containsEntry("owner_person", "ada")
                .containsEntry("owner_role", "engineer")
                .containsEntry("priority", 0);
        assertThat(dependencies("WEB-SECOND")).containsExactly("WEB-FIRST:null");
        assertThat(planRow())
                .containsEntry("title", "Our plan")
                .containsEntry("folder", "tasks")
                .containsEntry("revision", 1L);
    }

    @Test
    void nothingChangedWritesNothing() {
        Object before = jdbc.sql("select max(xmin::text::bigint) from task").query().singleValue();
        pass();
        sync = restarted();
        pass();

        assertThat(planRow()).containsEntry("revision", 1L);
        assertThat(jdbc.sql("select max(xmin::text::bigint) from task").query().singleValue())
                .isEqualTo(before);
    }

    @Test
    void aMovedFileWithTheSameIdIsTheSameTask() throws IOException {
        write(WEB + "named.md", "---\nid: SAME-1\ntitle: Named\n---\n");
        pass();
        Object key = task("SAME-1").get("key");

        Files.createDirectories(file("workstreams/api/tasks"));
        Files.move(file(WEB + "named.md"), file("workstreams/api/tasks/moved.md"));
        pass();

        assertThat(task("SAME-1"))
                .containsEntry("key", key)
                .containsEntry("gone_at", null)
                .containsEntry("workstream", "api");
    }

    @Test
    void aVanishedTaskIsBuriedAndComesBackAsItself() throws IOException {
        Object key = task("WEB-FIRST").get("key");
        Files.delete(file(WEB + "first.md"));
        pass();
        assertThat(task("WEB-FIRST").get("gone_at")).isNotNull();
        assertThat(task("WEB-FIRST").get("closed_at")).isNotNull();
        assertThat(dependencies("WEB-SECOND")).singleElement().asString().contains("names no task");

        task("first", "owner: lovelace\n");
        pass();
        assertThat(task("WEB-FIRST"))
                .containsEntry("key", key)
                .containsEntry("gone_at", null)
                .containsEntry("closed_at", null);
        assertThat(dependencies("WEB-SECOND")).containsExactly("WEB-FIRST:null");
    }

    @Test
    void aFileThatNoLongerParsesKeepsItsLastGoodState() throws IOException {
        String good = Files.readString(file(WEB + "first.md"));
        write(WEB + "first.md", "---\ntitle: [never closed\n---\n");
        pass();
        assertBroken(good);

        sync = restarted();
        pass();
        assertBroken(good);
        assertThat(planRow()).containsEntry("revision", 2L);

        write(WEB + "first.md", good);
        pass();
        assertThat(task("WEB-FIRST")).containsEntry("broken", false);
        assertThat(fileRow(WEB + "first.md"))
                .containsEntry("good_blob", null)
                .containsEntry("error", null);
    }

    private void assertBroken(String good) {
        assertThat(task("WEB-FIRST"))
                .containsEntry("broken", true)
                .containsEntry("title", "First")
                .containsEntry("gone_at", null);
        assertThat(fileRow(WEB + "first.md").get("error_line")).isIn(2, 3);
        assertThat((byte[]) fileRow(WEB + "first.md").get("good_bytes"))
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo(good);
        assertThat(dependencies("WEB-SECOND")).containsExactly("WEB-FIRST:null");
    }

    @Test
    void aSecondFileWithAnIdIsAnErrorThere() throws IOException {
        write(WEB + "zz-copy.md", "---\nid: WEB-FIRST\ntitle: Copy\n---\n");
        pass();

        assertThat(task("WEB-FIRST")).containsEntry("title", "First");
        assertThat(fileRow(WEB + "zz-copy.md")).containsEntry("error_rule", "task-id-duplicate");
        assertThat(fileRow(WEB + "first.md")).containsEntry("error", null);
    }

    @Test
    void unknownNamesComeWithTheNearest() throws IOException {
        task("third", "owner: enginer\ndepends_on: [frist]\n");
        pass();

        assertThat(String.valueOf(task("WEB-THIRD").get("owner_problem")))
                .contains("enginer", "engineer");
        assertThat(dependencies("WEB-THIRD")).singleElement().asString().contains("frist", "first");
    }

    @Test
    void aFileThatNamesWhatIsNotThereIsReadAllTheSame() throws IOException {
        task("third", "owner: enginer\ndepends_on: [frist]\nmilestone: m99\n");
        pass();

        assertThat(fileRow(WEB + "third.md")).containsEntry("error", null);
        assertThat(
                        jdbc.sql("select rule from plan_problem where path = ? order by rule")
                                .param(WEB + "third.md")
                                .query(String.class)
                                .list())
                .contains("dependency-unknown", "milestone-unknown", "owner-unknown");
    }

    @Test
    void aTaskWithoutAnOwnerHasNoProblem() throws IOException {
        task("third", "");
        pass();

        assertThat(task("WEB-THIRD")).containsEntry("owner_problem", null);
    }

    @Test
    void tasksThatWaitForOneAnotherAreListed() throws IOException {
        task("first", "depends_on: [second]\n");
        pass();

        assertThat(dependencies("WEB-FIRST"))
                .singleElement()
                .asString()
                .contains("WEB-FIRST, WEB-SECOND");
        assertThat(dependencies("WEB-SECOND"))
                .singleElement()
                .asString()
                .contains("WEB-FIRST, WEB-SECOND");
    }

    @Test
    void charactersThatPostgresRefusesKeepNothingOut() throws IOException {
        write(
                WEB + "odd.md",
                "---\n"
                        + "title: \"a\\0b\\ud800\"\n"
                        + "owner: \"\\0\"\n"
                        + "depends_on: [\"x\\0\"]\n"
                        + "milestone: \"\\0\"\n"
                        + "---\n");
        write("workstreams/web/initiatives/odd.md", "---\ntitle: \"\\0\"\nowner: \"\\0\"\n---\n");
        pass();
        pass();

        assertThat(planRow()).containsEntry("revision", 2L).containsEntry("error", null);
        assertThat(paths()).contains(WEB + "odd.md");
    }

    @Test
    void theRegistrysOwnColumnsStay() throws IOException {
        jdbc.sql(
                        "update task set dispatches = 3, head_sha = 'abc', review_since ="
                                + " clock_timestamp() where plan_id = :plan and id = 'WEB-FIRST'")
                .param("plan", plan)
                .update();
        task("first", "owner: ada\nstatus: completed\n");
        pass();

        assertThat(task("WEB-FIRST"))
                .containsEntry("plan_status", "completed")
                .containsEntry("dispatches", 3)
                .containsEntry("head_sha", "abc");
        assertThat(task("WEB-FIRST").get("closed_at")).isNotNull();
        assertThat(task("WEB-FIRST").get("review_since")).isNotNull();
    }

    @Test
    void aFolderThatWentAwayLeavesTheLastGoodState() throws IOException {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        pass();
        assertThat(String.valueOf(planRow().get("error"))).contains("put it back");
        assertThat(task("WEB-FIRST")).containsEntry("gone_at", null);

        Files.move(away, folder);
        pass();
        assertThat(planRow()).containsEntry("error", null);
    }

    @Test
    void linksThatLeaveTheFolderAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret.md"), "secret");
        Files.createSymbolicLink(file("secret.md"), elsewhere.resolve("secret.md"));
        Files.createSymbolicLink(file("more"), elsewhere);
        Files.createSymbolicLink(file("inside.md"), file("workstreams/web/index.md"));
        pass();

        assertThat(paths()).contains("inside.md").doesNotContain("secret.md", "more/secret.md");
        assertThat(
                        jdbc.sql(
                                        "select path from plan_problem where plan_id = :plan and"
                                                + " rule = 'file-left-out'")
                                .param("plan", plan)
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder("secret.md", "more");
    }

    private void pass() {
        java.util.Objects.requireNonNull(sync).pass();
    }

    private PlanSync restarted() {
        PlanSource source = new FolderSource(folder, _ -> {});
        return new PlanSync(plan, "", source, imports, search, row, events);
    }

    private Map<String, @Nullable Object> task(String id) {
        return jdbc.sql("select * from task where plan_id = :plan and id = :id")
                .param("plan", plan)
                .param("id", id)
                .query()
                .singleRow();
    }

    private Map<String, @Nullable Object> fileRow(String path) {
        return jdbc.sql("select * from plan_file where plan_id = :plan and path = :path")
                .param("plan", plan)
                .param("path", path)
                .query()
                .singleRow();
    }

    private Map<String, @Nullable Object> planRow() {
        return jdbc.sql("select * from plan where id = :plan")
                .param("plan", plan)
                .query()
                .singleRow();
    }

    private List<String> paths() {
        return jdbc.sql("select path from plan_file where plan_id = :plan")
                .param("plan", plan)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> dependencies(String id) {
        return jdbc.sql(
                        """
                        select coalesce(d.id, td.named) || ':' || coalesce(td.problem, 'null')
                        from task_dependency td join task t on t.key = td.task_key
                        left join task d on d.key = td.depends_key
                        where t.plan_id = :plan and t.id = :id order by position
                        """)
                .param("plan", plan)
                .param("id", id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void task(String slug, String fields) throws IOException {
        String title = slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + slug.substring(1);
        write(
                WEB + slug + ".md",
                "---\ntitle: " + title + "\n" + fields + "---\n\n## Problem\n\nText.\n");
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(file(path).getParent());
        Files.writeString(file(path), text);
    }

    private Path file(String path) {
        return folder.resolve("tasks").resolve(path);
    }
}

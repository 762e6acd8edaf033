package io.dataface.tasks.manager.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.plan.source.SourceFile;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ManagerIntegrationTest
@Import(PlanEdits.class)
class SearchIndexIntegrationTests {
    private static final String TASK = "workstreams/web/tasks/";

    @Autowired JdbcClient jdbc;
    @Autowired PlanEdits edits;
    private final Map<String, String> files = new HashMap<>();
    private String plan = "";

    @BeforeEach
    void plan(TestInfo test) {
        plan = "s" + Integer.toUnsignedString(test.getDisplayName().hashCode());
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind)"
                                + " values (:id, :id, '/plan', 'folder')")
                .param("id", plan)
                .update();
        files.put("mkdocs.yml", "site_name: Plan\n");
        files.put(TASK + "a.md", "---\ntitle: Alpha\n---\n\n## Problem\n\nThe factories run.\n");
        files.put("guidebook/b.md", "# Beta\n\nA dashboard.\n");
        edits.take(plan, files);
    }

    @Test
    void eachPageIsFoundByItsStemsAndExactNames() {
        assertThat(found("factory:*")).containsExactly(TASK + "a.md");
        assertThat(found("running & alpha:*")).containsExactly(TASK + "a.md");
        assertThat(found("dash:*")).containsExactly("guidebook/b.md");
        assertThat(named("web-a")).containsExactly(TASK + "a.md");
        assertThat(found("the")).containsExactly(TASK + "a.md");
    }

    @Test
    void aPassWithChangesWritesThoseAlone() {
        String before = versionOf("guidebook/b.md");
        files.put(TASK + "a.md", "---\ntitle: Alpha\n---\n\n## Problem\n\nThe warehouse.\n");
        edits.take(plan, files);
        assertThat(found("warehouse")).containsExactly(TASK + "a.md");
        assertThat(found("factory:*")).isEmpty();
        assertThat(versionOf("guidebook/b.md")).isEqualTo(before);
    }

    @Test
    void aPageThatIsGoneIsNotFound() {
        files.remove("guidebook/b.md");
        edits.take(plan, files);
        assertThat(found("dash:*")).isEmpty();
        assertThat(texts()).containsExactly("The factories run.");
    }

    @Test
    void aFileThatNoLongerParsesIsFoundAsItLastWas() {
        files.put(TASK + "a.md", "---\ntitle: [\n---\n\nThe warehouse.\n");
        edits.take(plan, files);
        assertThat(found("factory:*")).containsExactly(TASK + "a.md");
        assertThat(found("warehouse")).isEmpty();
    }

    @Test
    void whatAnEarlierManagerCouldNotFinishIsFinished() {
        jdbc.sql("delete from search_page where plan_id = :plan and kind = 'task'")
                .param("plan", plan)
                .update();
        edits.take(plan, files);
        assertThat(found("factory:*")).containsExactly(TASK + "a.md");
    }

    @Test
    void aRowOfAnOlderContentIsNotWritten(@Autowired SearchIndex index) {
        byte[] older = "# Beta\n\nOlder words.\n".getBytes(UTF_8);
        var source = new SourceFile("guidebook/b.md", "another", older, null);
        Map<String, KnownFile> stale =
                Map.of(
                        "guidebook/b.md",
                        KnownFile.of(source, older),
                        TASK + "a.md",
                        KnownFile.of(source, older));
        index.follow(plan, stale, null);
        assertThat(found("older")).isEmpty();
        assertThat(found("dash:*")).containsExactly("guidebook/b.md");
    }

    @Test
    void wordsThatMayBeMeantAreKept() {
        assertThat(
                        jdbc.sql(
                                        """
                                        select word from search_word
                                        where plan_id = :plan and word operator(search.%) 'dashbord'
                                        """)
                                .param("plan", plan)
                                .query(String.class)
                                .list())
                .containsExactly("dashboard");
    }

    @Test
    void hostileTextIsIndexedAndNeverStopsASync() {
        files.put(
                "guidebook/nul.md",
                "---\ntitle: \"Nul \\0 and half \\ud800\"\n---\n\nbackslash \\ quote ' \n");
        String distinct =
                IntStream.range(0, 60_000)
                        .mapToObj(i -> Integer.toString(i, 36) + "-日" + i)
                        .collect(Collectors.joining(" "));
        files.put("guidebook/many.md", "# Many\n\n" + distinct);
        files.put("guidebook/long.md", "# Long\n\n" + "x".repeat(150_000));
        files.put("guidebook/" + "y".repeat(200) + ".md", "# " + "Y".repeat(5_000) + "\n");
        edits.take(plan, files);
        assertThat(found("nul")).containsExactly("guidebook/nul.md");
        assertThat(found("many")).containsExactly("guidebook/many.md");
        assertThat(found("long")).containsExactly("guidebook/long.md");
    }

    private List<@Nullable String> found(String question) {
        return jdbc.sql(
                        """
                        select path from published.search_page
                        where plan_id = :plan and words @@ to_tsquery('search.words', :question) order by path
                        """)
                .param("plan", plan)
                .param("question", question)
                .query(String.class)
                .list();
    }

    private List<@Nullable String> named(String name) {
        return jdbc.sql(
                        """
                        select path from published.search_page
                        where plan_id = :plan and words @@ cast(:question as tsquery)
                        """)
                .param("plan", plan)
                .param("question", "'=" + name + "'")
                .query(String.class)
                .list();
    }

    private List<@Nullable String> texts() {
        return jdbc.sql("select text from search_text where plan_id = :plan order by path")
                .param("plan", plan)
                .query(String.class)
                .list();
    }

    private String versionOf(String path) {
        return jdbc.sql("select xmin::text from search_page where plan_id = :plan and path = :path")
                .param("plan", plan)
                .param("path", path)
                .query(String.class)
                .single();
    }
}

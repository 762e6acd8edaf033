package io.dataface.tasks.manager.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Plans that people and agents spoil at random, 150 seeds: a sync always ends, says where, and
/// leaves the tasks alone whose files nobody touched. `-Dtasks.plan.seed=n` runs one alone.
@ManagerIntegrationTest
@Import(PlanEdits.class)
class BadPlanIntegrationTests {
    private static final int SEEDS = 150;
    private static final String GOOD = "workstreams/web/tasks/good.md";
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "slug",
                    "title",
                    "status",
                    "priority",
                    "owner",
                    "milestone",
                    "initiative",
                    "repo",
                    "agent",
                    "depends_on",
                    "completed_by",
                    "prs",
                    "summary",
                    "aliases",
                    "filled_by",
                    "milestones",
                    "nav",
                    "site_name",
                    "nonsense");
    private static final List<String> VALUES =
            List.of(
                    "",
                    "null",
                    "~",
                    "true",
                    "-1",
                    "1e309",
                    ".nan",
                    "0x1F",
                    "2026-13-45",
                    "[]",
                    "{}",
                    "[[a]]",
                    "{a: {b: c}}",
                    "\"\\0\"",
                    "\"\\uD800\"",
                    "\"\\x07\"",
                    "\"\\u202E\"",
                    "'" + "x".repeat(5_000) + "'",
                    "../../etc/passwd",
                    "--option",
                    "' or 1=1; drop table task;--",
                    "!!java.lang.Runtime x",
                    "&a [*a]",
                    "*missing",
                    "|\n  a\n  b",
                    "[good, good, good]",
                    "good",
                    "web",
                    "\"\\n\\n---\\n\"",
                    "<script>alert(1)</script>",
                    "{{ tasks }}",
                    "\"💩\"",
                    "a: b: c",
                    "\t");

    @Autowired PlanEdits edits;
    @Autowired JdbcClient jdbc;

    @Test
    void aSyncOutlastsWhateverIsInTheFiles() {
        var only = Long.getLong("tasks.plan.seed");
        long first = only == null ? 0 : only;
        long end = only == null ? SEEDS : only + 1;
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values ('spoiled', 'x',"
                                + " '/x', 'folder')")
                .update();
        for (long seed = first; seed < end; seed++) {
            long now = seed;
            var random = new Random(seed);
            var files = plan();
            for (int i = 0; i <= random.nextInt(4); i++) {
                spoil(files, random);
            }
            assertThatCode(() -> edits.take("spoiled", files))
                    .as("seed %d: %s", now, files)
                    .doesNotThrowAnyException();
            assertThat(good())
                    .as("seed %d: %s", now, files)
                    .containsEntry("title", "Good")
                    .containsEntry("broken", false)
                    .containsEntry("gone", false);
            assertThat(unexplained()).as("seed %d: %s", now, files).isEmpty();
        }
    }

    private static Map<String, String> plan() {
        var files = new TreeMap<String, String>();
        files.put("mkdocs.yml", "site_name: Ours\nnav:\n  - Home: README.md\n");
        files.put("README.md", "# Ours\n\n{{ tasks_by_milestone() }}\n");
        files.put("team/people/ada.md", "---\nslug: ada\nname: Ada\naliases: [lovelace]\n---\n");
        files.put(
                "team/roles/engineer.md",
                "---\nslug: engineer\ntitle: Engineer\nfilled_by: ada\n---\n");
        files.put("milestones/m1.md", "---\nslug: m1\ntitle: One\n---\n");
        files.put("workstreams/web/index.md", "---\nslug: web\ntitle: Web\n---\n");
        files.put(
                "workstreams/web/tasks/other.md",
                "---\n"
                        + "id: WEB-OTHER\n"
                        + "title: Other\n"
                        + "owner: ada\n"
                        + "priority: p1\n"
                        + "---\n\n"
                        + "## Problem\n\n"
                        + "Text.\n");
        files.put(GOOD, "---\nid: WEB-GOOD\ntitle: Good\n---\n\n## Problem\n\nText.\n");
        return files;
    }

    private static void spoil(Map<String, String> files, Random random) {
        var paths = files.keySet().stream().filter(p -> !p.equals(GOOD)).toList();
        String path = paths.get(random.nextInt(paths.size()));
        String text = files.getOrDefault(path, "");
        switch (random.nextInt(6)) {
            case 0 -> files.put(path, withField(text, random));
            case 1 -> files.put(path, text.substring(0, random.nextInt(text.length() + 1)));
            case 2 -> files.put(path, flipped(text, random));
            case 3 -> {
                files.remove(path);
                files.put(renamed(path, random), text);
            }
            case 4 -> files.put(path, text + random.nextInt() + "\n" + text);
            default -> files.put(path, withField(withField(text, random), random));
        }
    }

    private static String withField(String text, Random random) {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String line = field + ": " + value + "\n";
        String without = text.replaceFirst("(?m)^" + field + ":.*\\n", "");
        return without.startsWith("---\n") ? "---\n" + line + without.substring(4) : line + without;
    }

    private static String flipped(String text, Random random) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int i = 0; i < 5 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new String(bytes, ISO_8859_1);
    }

    private static String renamed(String path, Random random) {
        var names =
                List.of(
                        "x",
                        " ",
                        "ü💩",
                        "a'b\"c",
                        "%2e%2e",
                        "index",
                        "con",
                        "a".repeat(200),
                        "\u202e",
                        "-rf",
                        "a\nb");
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1) + names.get(random.nextInt(names.size())) + ".md";
    }

    private Map<String, Object> good() {
        var row = new HashMap<String, Object>();
        jdbc.sql(
                        "select title, broken, gone_at is not null as gone from task where plan_id"
                                + " = 'spoiled' and path = :path")
                .param("path", GOOD)
                .query()
                .singleRow()
                .forEach(
                        (name, value) ->
                                row.put(
                                        name,
                                        String.valueOf(value).matches("true|false")
                                                ? Boolean.valueOf(String.valueOf(value))
                                                : String.valueOf(value)));
        return row;
    }

    /// Files that do not parse, without a word why and where.
    private List<String> unexplained() {
        return jdbc.sql(
                        """
                        select path from task t where plan_id = 'spoiled' and broken and gone_at is null and not exists (
                            select from plan_problem p where p.plan_id = t.plan_id and p.path = t.path and p.severity = 'error'
                              and p.line > 0 and length(p.message) > 10)
                        """)
                .query((row, n) -> row.getString(1))
                .list();
    }
}

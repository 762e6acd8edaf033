package io.dataface.tasks.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Others read these views: one that changes must change its page too.
@ManagerIntegrationTest
class PublishedViewsIntegrationTests {
    private static final Path PAGE = Path.of("..", "docs", "published-views.md");
    private static final String HEADING = "## published.";
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @Autowired JdbcClient jdbc;

    @Test
    void thePageSaysEachViewsColumnsInTheirOrderWithTheirTypes() throws IOException {
        var page = columnsOfThePage();
        var database = columnsOfTheDatabase();

        assertThat(page).containsOnlyKeys(database.keySet());
        database.forEach((view, columns) -> assertThat(page.get(view)).as(view).isEqualTo(columns));
    }

    @Test
    void eachViewOfThePageHasASentence() throws IOException {
        var lines = Files.readAllLines(PAGE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(HEADING)) {
                assertThat(lines.get(i + 2)).describedAs(lines.get(i)).matches("[A-Z].+\\.");
            }
        }
    }

    @Test
    void anAddressIsShownWithoutTheTokenInIt() {
        jdbc.sql(
                        """
                        insert into repository (name, url, completion_rule)
                        values ('shown', 'https://x:s3cret@git.example.org/code.git', 'manual'),
                               ('named', 'ssh://git@git.example.org/code.git', 'manual')
                        """)
                .update();

        assertThat(
                        jdbc.sql(
                                        """
                                        select url from published.repository where name in ('shown', 'named')
                                        order by name desc
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "https://git.example.org/code.git", "ssh://git@git.example.org/code.git");
    }

    // A line of a table may name several neighbouring columns of one type.
    private static Map<String, List<String>> columnsOfThePage() throws IOException {
        var views = new TreeMap<String, List<String>>();
        var columns = new ArrayList<String>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                columns = new ArrayList<>();
            }
            if (line.startsWith(HEADING)) {
                views.put(line.substring(HEADING.length()), columns);
            } else if (line.startsWith("| `")) {
                var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                var found = columns;
                NAME.matcher(cells.get(1))
                        .results()
                        .map((MatchResult name) -> name.group(1) + " " + cells.get(2))
                        .forEach(found::add);
            }
        }
        return views;
    }

    private Map<String, List<String>> columnsOfTheDatabase() {
        var views = new LinkedHashMap<String, List<String>>();
        jdbc.sql(
                        """
                        select c.relname as view, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as col
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'published'::regnamespace and a.attnum > 0 and not a.attisdropped
                        order by c.relname, a.attnum
                        """)
                .query(
                        row -> {
                            views.computeIfAbsent(row.getString("view"), _ -> new ArrayList<>())
                                    .add(row.getString("col"));
                        });
        return views;
    }
}

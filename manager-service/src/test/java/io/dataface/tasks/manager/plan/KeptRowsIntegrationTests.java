package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.plan.source.FolderHints;
import io.dataface.tasks.manager.plan.source.FolderSource;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A manager that remembers what it wrote leaves the same rows as one that reads them all, whatever
/// is edited.
@ManagerIntegrationTest
class KeptRowsIntegrationTests {
    private static final int ROUNDS = 30;

    /// All that a pass writes, without what differs from plan to plan: keys, times, positions.
    private static final List<String> ROWS =
            List.of(
                    "select to_jsonb(p) -"
                            + " '{id,source,revision,search_revision,synced_at,checked_at}'::text[]"
                            + " from plan p where id = :plan",
                    "select to_jsonb(f) - '{plan_id,changed_at,revision}'::text[] from plan_file f"
                            + " where plan_id = :plan",
                    """
                    select to_jsonb(t) - '{plan_id,key,gone_at,closed_at,created_at,seen_at}'::text[]
                           || jsonb_build_object('closed', closed_at is not null)
                    from task t where plan_id = :plan and gone_at is null
                    """,
                    """
                    select to_jsonb(d) - '{task_key,depends_key}'::text[] || jsonb_build_object('of', t.id, 'on', o.id)
                    from task_dependency d join task t on t.key = d.task_key left join task o on o.key = d.depends_key
                    where t.plan_id = :plan and t.gone_at is null
                    """,
                    "select to_jsonb(p) - '{plan_id,position}'::text[] from plan_problem p where"
                            + " plan_id = :plan",
                    "select to_jsonb(s) - '{plan_id}'::text[] from search_page s where plan_id ="
                            + " :plan",
                    "select to_jsonb(s) - '{plan_id}'::text[] from search_text s where plan_id ="
                            + " :plan");

    private static final String GONE =
            "select id from task where plan_id = :plan and gone_at is not null";
    private static final String KEPT_GOOD =
            "select path from plan_file where plan_id = :plan and good_blob is not null";

    @TempDir Path folder = Path.of(".");
    @Autowired JdbcClient jdbc;
    @Autowired PlanImport imports;
    @Autowired SearchIndex search;
    @Autowired PlanRow row;
    @Autowired ApplicationEventPublisher events;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPassFromMemoryLeavesWhatAPassOverAllRowsLeaves(long seed) throws IOException {
        var random = new Random(seed);
        var edits = new RandomEdits(folder.resolve("tasks"), random);
        edits.begin();
        String kept = plan("kept-" + seed);
        String forgetful = plan("forgetful-" + seed);
        PlanSync keeping = sync(kept, new ComparedFolder(folder.resolve("tasks")));
        List<String> said = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int edit = random.nextInt(5); edit > 0; edit--) {
                said.add(round + ": " + edits.next());
            }
            if (random.nextInt(6) == 0) {
                said.add(round + ": another manager was faster");
                sync(kept).pass();
            }
            keeping.pass(keeping.ask());
            sync(forgetful).pass();

            assertThat(rows(kept)).as("%s", said).isEqualTo(rows(forgetful));
            assertThat(list(GONE, kept)).as("%s", said).isEqualTo(list(GONE, forgetful));
            if (list(KEPT_GOOD, kept).isEmpty()) {
                String empty = plan("empty-" + seed + "-" + round);
                sync(empty).pass();
                assertThat(rows(kept)).as("%s", said).isEqualTo(rows(empty));
            }
        }
    }

    private List<String> rows(String plan) {
        return ROWS.stream().flatMap(sql -> list(sql, plan).stream()).toList();
    }

    private List<String> list(String sql, String plan) {
        return jdbc.sql("select r::text from (" + sql + ") x(r) order by r::text")
                .param("plan", plan)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String plan(String id) {
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind) values (:id, '-', '-',"
                                + " 'folder')")
                .param("id", id)
                .update();
        return id;
    }

    private PlanSync sync(String plan) {
        return sync(plan, _ -> {});
    }

    private PlanSync sync(String plan, FolderHints hints) {
        return new PlanSync(
                plan, "", new FolderSource(folder, hints), imports, search, row, events);
    }

    /// Tells what a perfect watch would: the files that are other than at the last look.
    private static final class ComparedFolder implements FolderHints {
        private final Path root;
        private Map<Path, String> before = Map.of();

        ComparedFolder(Path root) {
            this.root = root;
        }

        @Override
        public void watch(Set<Path> folders) {}

        @Override
        public Set<Path> touched() {
            Map<Path, String> now = new HashMap<>();
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    now.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Set<Path> all = new HashSet<>(before.keySet());
            all.addAll(now.keySet());
            all.removeIf(file -> Objects.equals(before.get(file), now.get(file)));
            before = now;
            return all;
        }
    }
}

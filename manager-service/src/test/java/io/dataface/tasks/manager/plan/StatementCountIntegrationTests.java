package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.plan.source.FolderSource;
import io.dataface.tasks.manager.testing.CountedStatements;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The number of statements of a pass does not depend on the size of the plan.
@ManagerIntegrationTest
@Import(CountedStatements.class)
class StatementCountIntegrationTests {
    /// Statements a chunk: files, tasks, dependencies, problems; for the search a lock, pages,
    // words.
    private static final int CHUNKED = 7;

    /// A large change ends with tidying the search's index.
    private static final int TIDY = 1;

    @Autowired JdbcClient jdbc;
    @Autowired PlanImport imports;
    @Autowired SearchIndex search;
    @Autowired PlanRow row;
    @Autowired ApplicationEventPublisher events;

    private record Counts(int first, int nothing, int one, int restart) {}

    @Test
    void aPassCostsTheSameForTwentyAndForTwoThousandFiles(@TempDir Path small, @TempDir Path large)
            throws IOException {
        Counts twenty = counts("small", small, 20);
        Counts many = counts("large", large, 2000);

        assertThat(many.nothing()).isEqualTo(twenty.nothing()).isPositive();
        assertThat(many.one()).isEqualTo(twenty.one());
        assertThat(many.restart()).isEqualTo(twenty.restart());
        assertThat(many.first()).isBetween(twenty.first(), twenty.first() + 2 * CHUNKED + TIDY);
    }

    private Counts counts(String plan, Path folder, int files) throws IOException {
        jdbc.sql(
                        "insert into plan (id, title, source, source_kind)"
                                + " values (:id, :id, :source, 'folder')")
                .param("id", plan)
                .param("source", folder.toString())
                .update();
        Path tasks = Files.createDirectories(folder.resolve("tasks/workstreams/web/tasks"));
        for (int i = 0; i < files; i++) {
            write(tasks, i, "depends_on: [t-" + Math.max(0, i - 1) + "]");
        }
        PlanSync sync = sync(plan, folder);
        int first = CountedStatements.during(sync::pass);
        int nothing = CountedStatements.during(sync::pass);
        write(tasks, files - 1, "depends_on: [t-0]");
        int one = CountedStatements.during(sync::pass);
        int restart = CountedStatements.during(sync(plan, folder)::pass);
        return new Counts(first, nothing, one, restart);
    }

    private PlanSync sync(String plan, Path folder) {
        return new PlanSync(
                plan, "", new FolderSource(folder, _ -> {}), imports, search, row, events);
    }

    private static void write(Path tasks, int number, String fields) throws IOException {
        Files.writeString(
                tasks.resolve("t-" + number + ".md"),
                "---\ntitle: Task %d\n%s\n---\n\n## Problem\n\nText.\n".formatted(number, fields));
    }
}

package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// From a page's saved text until it is in the registry, and until the page shows it: with one
/// more line, and written anew with another title that others show. A plan of 2,000 pages in a
/// folder in git, one edit after the other, the page asked for again and again over one kept
/// connection.
final class Edit implements Benchmark {
    private static final int WARM_UP = 150;
    private static final int EDITS = 100;
    private static final long LIMIT = Duration.ofSeconds(30).toNanos();

    private static final String COUNT =
            "select count(*) from plan_file where path = ? and position(? in convert_from(bytes,"
                    + " 'UTF8')) > 0";

    /// Edits do not come in step with anything that the services do by the clock.
    private static final int SHORTEST_PAUSE = 50;

    private static final int LONGEST_PAUSE = 250;

    /// Writes a word into a task's page.
    private interface Saved {
        void save(int task, String word) throws IOException;
    }

    /// Whether a word is there by now.
    private interface Seen {
        boolean seen(int task, String word) throws IOException, SQLException;
    }

    @Override
    public void run(Options options) throws Exception {
        Path folder = Files.createTempDirectory("benchmark-plan-");
        WordyPlan plan = WordyPlan.write(folder.resolve("tasks"));
        LargePlan repository = new LargePlan(folder);
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.commit("Plan");
        try (Site site = Site.start(folder, options);
                Wire wire = new Wire(site.port(), "");
                Connection registry = site.postgres().connect(Site.DATABASE);
                PreparedStatement count = registry.prepareStatement(COUNT)) {
            site.await("select count(*) from search_page", WordyPlan.TASKS);
            if (Boolean.getBoolean("statements")) {
                site.postgres().execute(Site.DATABASE, "create extension pg_stat_statements");
            }
            var table =
                    new Table("until", "p50 ms", "p99 ms", "highest ms", "edits", "CPU ms each");
            Seen shown = (task, word) -> shows(wire, task, word);
            Seen held = (task, word) -> has(count, task, word);
            row(table, "a line: the page shows it", plan::add, site, shown);
            row(table, "a line: the registry has it", plan::add, site, held);
            row(table, "all of it: the page shows it", plan::rename, site, shown);
            if (Boolean.getBoolean("statements")) {
                site.postgres().printStatements();
            }
            table.print("A saved edit, 2,000 pages");
        }
    }

    private static void row(Table table, String until, Saved saved, Site site, Seen seen)
            throws IOException, InterruptedException, SQLException {
        measure(saved, WARM_UP, seen);
        Duration before = site.allCpu();
        Latencies times = measure(saved, EDITS, seen);
        double cpu = site.allCpu().minus(before).toMillis() / (double) EDITS;
        table.row(until, times.millis(0.5), times.millis(0.99), times.millis(1), times.size(), cpu);
    }

    private static Latencies measure(Saved saved, int edits, Seen seen)
            throws IOException, InterruptedException, SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Latencies times = new Latencies();
        for (int i = 0; i < edits; i++) {
            Thread.sleep(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
            int task = random.nextInt(WordyPlan.TASKS);
            String word = "saved" + Long.toString(random.nextLong(Long.MAX_VALUE), 36);
            long began = System.nanoTime();
            saved.save(task, word);
            while (!seen.seen(task, word)) {
                if (System.nanoTime() - began > LIMIT) {
                    throw new IOException("not there after 30 s: " + word);
                }
                Thread.sleep(1);
            }
            times.add(System.nanoTime() - began);
        }
        return times;
    }

    private static boolean shows(Wire wire, int task, String word) throws IOException {
        String address = "/docs/" + WordyPlan.path(task).replaceFirst("\\.md$", "/");
        return wire.send("GET", address, null).ok().text().contains(word);
    }

    private static boolean has(PreparedStatement count, int task, String word) throws SQLException {
        count.setString(1, WordyPlan.path(task));
        count.setString(2, word);
        try (ResultSet rows = count.executeQuery()) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }
}

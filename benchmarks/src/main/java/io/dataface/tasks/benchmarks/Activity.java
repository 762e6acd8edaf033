package io.dataface.tasks.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.stream.IntStream;

/// The activity of a plan with 100,000 entries over 100 weeks: each week's page by 16 readers
/// at
/// once.
final class Activity implements Benchmark {
    private static final int WEEKS = 100;

    @Override
    public void run(Options options) throws Exception {
        Path folder = Files.createTempDirectory("benchmark-plan-");
        WordyPlan.write(folder.resolve("tasks"));
        try (Site site = Site.start(folder)) {
            site.await("select count(*) from search_page", WordyPlan.TASKS);
            fill(site.postgres());
            System.out.printf(
                    "%d entries%n%n",
                    site.postgres()
                            .number(Site.DATABASE, "select count(*) from published.activity"));
            LocalDate last = LocalDate.of(2026, 3, 2);
            List<String> weeks =
                    IntStream.range(0, WEEKS).mapToObj(i -> week(last.minusWeeks(i))).toList();
            Readers.head();
            measure("", site, weeks, options);
            site.restart("tasks.docs.keep.bytes", "0B");
            measure(", nothing kept", site, weeks, options);
        }
    }

    private static void measure(String how, Site site, List<String> weeks, Options options)
            throws Exception {
        Readers.measure("weeks" + how, site, weeks, options.seconds());
        Readers.measure(
                "weeks, one owner" + how,
                site,
                weeks.stream().map(week -> week + "&owner=ada").toList(),
                options.seconds());
    }

    private static String week(LocalDate day) {
        return "/activity?week=%d-W%02d"
                .formatted(
                        day.get(IsoFields.WEEK_BASED_YEAR),
                        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    // 2,000 completions, 20,000 merged pull requests, 48,000 runs and 30,000 decisions.
    private static void fill(Postgres postgres) throws Exception {
        String time = "'2026-03-07T00:00:00Z'::timestamptz - i * interval '%d seconds'";
        postgres.execute(
                Site.DATABASE,
                """
                insert into repository (name, url, completion_rule)
                values ('main', 'https://git.example.org/main.git', 'pr_merged')
                """,
                "update plan set default_repository = 'main'",
                """
                update task set completed_by = 'ada', completed_how = 'accepted', repository = 'main',
                    owner_person = case key % 3 when 0 then 'ada' else 'ben' end,
                    completed_at = '2026-03-07T00:00:00Z'::timestamptz - key * interval '30000 seconds'
                """,
                """
                insert into worker (id, name, host, pool, capacity, agents, version)
                values (gen_random_uuid(), 'w', 'h', 'default', 1, '{claude}', '1')
                """,
                ("""
                insert into pull_request (repository, number, task_key, branch, url, state, merged_at)
                select 'main', i, (select min(key) from task) + i % 2000, 'task/' || i,
                       'https://git.example.org/main/pull/' || i, 'merged',\
                """
                        + " "
                        + time.formatted(3000)
                        + " from generate_series(1, 20000) i"),
                ("""
                insert into dispatch (id, task_key, number, kind, state, priority, queued_by, token, worker_id, leased_at,
                                      started_at, prompt, agent, reason, detail, ended_at)
                select gen_random_uuid(), (select min(key) from task) + i % 2000, i / 2000 + 1, 'START', 'FAILED', 1,
                       'ada', i, (select id from worker), now(), now(), 'Work.', 'claude', 'exit',
                       'the agent ended with exit 3',\
                """
                        + " "
                        + time.formatted(1250)
                        + " from generate_series(1, 48000) i"),
                """
                insert into audit (actor, action, plan_id, task_key, at)
                select 'ada', 'retry', 'wordy', (select min(key) from task) + i % 2000,\
                """
                        + " "
                        + time.formatted(2000)
                        + " from generate_series(1, 30000) i",
                "vacuum analyze");
    }
}

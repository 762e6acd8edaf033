package io.dataface.tasks.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// db-scheduler with its lock-and-fetch strategy: 8 threads run one-time tasks that do nothing.
final class LockAndFetch {
    private static final String SCHEMA =
            """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
                picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
                consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            """;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private LockAndFetch() {}

    /// Executions a second and the processors used.
    record Result(double rate, Window.Cores cores) {}

    static Result run(Postgres postgres, Duration window) throws Exception {
        var url = postgres.create("scheduler");
        long jobs = 15_000 * window.plus(WARM_UP).toSeconds();
        postgres.execute(
                "scheduler",
                SCHEMA,
                """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'nothing', 'job-' || n, clock_timestamp() - interval '1 hour', false, 1 from generate_series(1, %d) n
                """
                        .formatted(jobs),
                "vacuum analyze scheduled_tasks",
                "checkpoint");
        var arguments = new ArrayList<>(JavaProcess.ownClassPath());
        arguments.addAll(List.of(LockAndFetch.class.getName(), url));
        try (var service = JavaProcess.start("scheduler", arguments, Map.of())) {
            while (service.lines().size() < 2) {
                Thread.sleep(50);
            }
            Thread.sleep(WARM_UP);
            var measured = Window.open(postgres, service);
            long before = jobs - left(postgres);
            Thread.sleep(window);
            long after = jobs - left(postgres);
            var cores = measured.close();
            if (after == jobs) {
                throw new IllegalStateException("all jobs ended before the window did");
            }
            return new Result((after - before) / cores.seconds(), cores);
        }
    }

    private static long left(Postgres postgres) throws Exception {
        return postgres.number("scheduler", "select count(*) from scheduled_tasks");
    }

    /// @param args JDBC address
    public static void main(String[] args) throws Exception {
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl(args[0]);
            source.setMaximumPoolSize(12);
            var ran = new LongAdder();
            var task = Tasks.oneTime("nothing").execute((instance, context) -> ran.increment());
            var scheduler =
                    Scheduler.create(source, task)
                            .threads(8)
                            .pollUsingLockAndFetch(1.0, 4.0)
                            .pollingInterval(Duration.ofMillis(100))
                            .build();
            scheduler.start();
            System.out.println("started");
            System.out.println("running");
            Thread.currentThread().join();
        }
    }
}

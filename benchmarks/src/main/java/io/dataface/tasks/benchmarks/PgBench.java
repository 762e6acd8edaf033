package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The floor: pgbench's 8 clients claim one row and complete it, as two transactions of one
/// statement each.
final class PgBench {
    static final String CLAIM =
            """
            update job set state = 'running', claimed_at = clock_timestamp() where id = (
                select id from job where state = 'queued' order by id limit 1 for update skip locked)
            returning id\
            """;
    static final String COMPLETE =
            "update job set state = 'done', ended_at = clock_timestamp() where id = %s and state ="
                    + " 'running'";
    static final String SCHEMA =
            """
            create table job (id bigint generated always as identity primary key, state text not null default 'queued',
                payload text not null, claimed_at timestamptz, ended_at timestamptz);
            create index job_queued on job (id) where state = 'queued';
            """;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private PgBench() {}

    /// Completed jobs a second and the processors used.
    record Result(double rate, Window.Cores cores) {}

    static Result run(Postgres postgres, Duration window) throws Exception {
        postgres.create("pgbench");
        postgres.execute("pgbench", SCHEMA);
        fill(postgres, "pgbench", 9000 * (window.toSeconds() + 5));
        var script = Files.createTempFile("claim-complete-", ".sql");
        Files.writeString(
                script, CLAIM.replace('\n', ' ') + " \\gset\n" + COMPLETE.formatted(":id") + ";\n");
        bench(postgres, script.toString(), 5);
        var measured = Window.open(postgres, null);
        double rate = bench(postgres, script.toString(), window.toSeconds());
        Files.delete(script);
        return new Result(rate, measured.close());
    }

    static void fill(Postgres postgres, String database, long jobs) throws SQLException {
        postgres.execute(
                database,
                "insert into job (payload) select repeat('x', 200) from generate_series(1, %d)"
                        .formatted(jobs),
                "vacuum analyze job",
                "checkpoint");
    }

    private static double bench(Postgres postgres, String script, long seconds)
            throws IOException, InterruptedException {
        var command =
                List.of(
                        "pgbench",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + postgres.port(),
                        "-U",
                        "postgres",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "8",
                        "-j",
                        "1",
                        "-T",
                        "" + seconds,
                        "-f",
                        script,
                        "pgbench");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        var rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}

package io.dataface.tasks.cli.postgres;

import io.dataface.tasks.cli.installation.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One database cluster in a folder: made once, started, stopped, and cleared of what an earlier
/// server left there when it was killed.
final class PostgresServer {
    private static final String SUPERUSER = "postgres";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Path programs;
    private final Path cluster;
    private final PostgresUser user;

    PostgresServer(Path programs, Path folder) throws IOException, InterruptedException {
        this.programs = programs.resolve("bin");
        this.cluster = folder.resolve("data");
        this.user = PostgresUser.detect();
    }

    /// Makes the cluster where there is none. Half a cluster never stays: it gets its name last.
    void initialise(Path passwordFile) throws IOException, InterruptedException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = cluster.resolveSibling("data.new");
        Folders.delete(fresh);
        int exit =
                run(
                        "initdb",
                        "--pgdata=" + fresh,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-instructions");
        if (exit != 0) {
            throw new IOException("initdb ended with " + exit);
        }
        Files.move(fresh, cluster);
    }

    /// Ends a server that outlived its keeper, and drops a pid file whose process is another one
    /// by now: Postgres would take that for itself and refuse to start.
    void clearLeftovers() throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> left = findServer(pidFile);
        if (left.isPresent()) {
            System.out.println("Stopping the server that an earlier keeper left: " + left.get());
            stop(left.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private Optional<ProcessHandle> findServer(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(text -> text.matches("[1-9][0-9]{0,9}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(
                            process ->
                                    process.info()
                                            .commandLine()
                                            .filter(line -> line.contains(cluster.toString()))
                                            .isPresent());
        }
    }

    /// Starts the server. The calling thread must live as long as the server should: on Linux it
    /// ends with that thread.
    Process start(int port) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(user.endsWithParent());
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=40",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        "log_line_prefix=%m [%p] %q%u ")) {
            command.add("-c");
            command.add(setting);
        }
        return new ProcessBuilder(command).inheritIO().start();
    }

    /// Stops it fast: clients are disconnected, data is safe. Killed where that takes too long,
    /// which costs a recovery at the next start and no data.
    void stop(ProcessHandle server) throws IOException, InterruptedException {
        int exit =
                run(
                        "pg_ctl",
                        "stop",
                        "--pgdata=" + cluster,
                        "--mode=fast",
                        "--silent",
                        "--timeout=" + STOP_LIMIT.toSeconds());
        if (exit != 0 && server.isAlive()) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private int run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end within a minute");
        }
        return process.exitValue();
    }
}

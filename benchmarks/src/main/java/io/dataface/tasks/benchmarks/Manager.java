package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A manager-service of its own on an empty database `tasks`, without a plan source: benchmarks
/// write their plan's rows themselves.
final class Manager implements AutoCloseable {
    static final String DATABASE = "tasks";

    private final JavaProcess service;
    private final int port;
    private final Path tokenFile;

    private Manager(JavaProcess service, int port, Path tokenFile) {
        this.service = service;
        this.port = port;
        this.tokenFile = tokenFile;
    }

    /// @param url address of the code repository of all tasks
    static Manager start(Postgres postgres, Options options, String url, String completion)
            throws Exception {
        return start(postgres, options, url, completion, Map.of());
    }

    /// @param more settings, such as how workers hear of work
    static Manager start(
            Postgres postgres,
            Options options,
            String url,
            String completion,
            Map<String, String> more)
            throws Exception {
        if (postgres.number("postgres", "select count(*) from pg_database where datname = 'tasks'")
                == 0) {
            postgres.createRegistry();
            if (Boolean.getBoolean("statements")) {
                postgres.execute(DATABASE, "create extension pg_stat_statements");
            }
        }
        var tokenFile = TokenFile.create();
        int port = BarePair.freePort();
        var arguments = arguments(postgres, options, url, completion, tokenFile, port);
        more.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        var service = JavaProcess.start("manager", arguments, Map.of());
        var manager = new Manager(service, port, tokenFile);
        service.awaitOk(port, "/readyz", "");
        return manager;
    }

    private static List<String> arguments(
            Postgres postgres,
            Options options,
            String url,
            String completion,
            Path tokenFile,
            int port) {
        var arguments = new ArrayList<String>();
        if (options.recording() != null) {
            arguments.add(
                    "-XX:StartFlightRecording=settings=profile,filename=" + options.recording());
        }
        var jar = Path.of(System.getProperty("tasks.home"), "manager-service/target");
        arguments.addAll(List.of("-jar", jar.resolve("manager-service.jar").toString()));
        var address = postgres.registry();
        Map.of(
                        "server.port", "" + port,
                        "spring.datasource.url", address,
                        "spring.datasource.username", "bench_manager",
                        "spring.flyway.url", address,
                        "spring.flyway.user", "bench_owner",
                        "tasks.auth.token-file", tokenFile.toString(),
                        "tasks.max-live", "1000000",
                        "tasks.agents[0]", "nothing",
                        "logging.level.root", "warn")
                .forEach((key, value) -> arguments.add("--" + key + "=" + value));
        Map.of("url", url, "completion-rule", completion, "max-live", "1000000")
                .forEach(
                        (key, value) ->
                                arguments.add("--tasks.repositories.main." + key + "=" + value));
        return arguments;
    }

    JavaProcess service() {
        return service;
    }

    Path tokenFile() {
        return tokenFile;
    }

    int port() {
        return port;
    }

    /// A connection with its token.
    Wire connect() throws IOException {
        return new Wire(port, Files.readString(tokenFile));
    }

    @Override
    public void close() throws IOException {
        service.close();
        Files.delete(tokenFile);
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.postgres.DatabaseSetup;
import io.dataface.tasks.cli.supervise.LogFiles;
import io.dataface.tasks.cli.supervise.Part;
import io.dataface.tasks.cli.supervise.Progress;
import io.dataface.tasks.cli.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One run of a local installation, from nothing to ready to nothing.
final class LocalInstallation {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LEFTOVERS_LIMIT = Duration.ofSeconds(10);

    /// Together under the 10 s that a stop may take.
    private static final Duration WORKERS_AND_DOCS_LIMIT = Duration.ofMillis(6_500);

    private static final Duration MANAGER_LIMIT = Duration.ofMillis(1_500);
    private static final Duration POSTGRES_LIMIT = Duration.ofMillis(1_500);

    private final UpSettings settings;
    private final Progress progress;
    private final Supervisor supervisor;
    private RunFile facts;

    LocalInstallation(
            UpSettings settings,
            Progress progress,
            CountDownLatch stopRequested,
            InstantSource clock) {
        this.settings = settings;
        this.progress = progress;
        this.supervisor = new Supervisor(progress, stopRequested, this::writeFacts);
        this.facts =
                new RunFile(
                        1,
                        settings.url().toString(),
                        settings.managerUrl().toString(),
                        settings.data().token().toString(),
                        Jobs.planId(settings),
                        settings.data().root().toString(),
                        ProcessHandle.current().pid(),
                        clock.instant().toString(),
                        Ports.freeForDatabase(),
                        List.of());
    }

    /// Starts everything.
    ///
    /// @return whether all is ready; false where stopping was asked for meanwhile
    boolean start() throws IOException, InterruptedException {
        writeFacts();
        Job job = Jobs.of(settings);
        DataFolder data = settings.data();
        int databasePort = facts.postgresPort();
        DatabaseSetup database = new DatabaseSetup(data, databasePort);
        Services services = new Services(settings, job, database, databasePort);
        try (ExecutorService unpacking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> modules = List.of("manager-service", "docs-service", "dispatch-worker");
            List<CompletableFuture<Path>> jars =
                    modules.stream()
                            .map(
                                    module ->
                                            CompletableFuture.supplyAsync(
                                                    () -> unpack(module), unpacking))
                            .toList();
            if (!start(List.of(services.postgres()))) {
                return false;
            }
            database.apply();
            List<Part> parts = new ArrayList<>();
            parts.add(services.manager(jars.get(0).get()));
            parts.add(services.docs(jars.get(1).get()));
            for (int number = 1; number <= settings.workers(); number++) {
                parts.add(services.worker(jars.get(2).get(), number));
            }
            return start(parts);
        } catch (SQLException e) {
            throw new CliException(Exit.FAILURE, "database", "cannot set up the database")
                    .why(e.getMessage())
                    .cause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CliException problem) {
                throw problem;
            }
            throw new CliException(Exit.FAILURE, "unpack", "cannot unpack the services")
                    .why(String.valueOf(e.getCause()))
                    .cause(e);
        }
    }

    private boolean start(List<Part> parts) throws InterruptedException {
        parts.forEach(part -> LogFiles.rotate(part.log()));
        return supervisor.start(parts, START_LIMIT);
    }

    private Path unpack(String module) {
        try {
            return ServiceJar.unpack(
                    settings.jar(module), settings.data().libraries(), settings.java());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(
                            Exit.INTERRUPTED,
                            "interrupted",
                            "interrupted while unpacking " + module)
                    .cause(e);
        }
    }

    /// Waits for what a killed installation left on this data.
    void clearLeftovers() throws InterruptedException {
        Leftovers.clear(settings.data(), progress, LEFTOVERS_LIMIT);
    }

    synchronized void writeFacts() {
        facts = facts.with(supervisor.running());
        facts.write(settings.data());
    }

    String json() {
        return facts.toJson();
    }

    /// Stops everything, the workers first and the database last.
    void stop() throws InterruptedException {
        supervisor.stop(WORKERS_AND_DOCS_LIMIT, "worker-", "docs");
        supervisor.stop(MANAGER_LIMIT, "manager");
        supervisor.stop(POSTGRES_LIMIT, "postgres");
        forget();
    }

    /// Kills everything at once.
    void kill() {
        supervisor.kill();
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(settings.data().runFile());
        } catch (IOException stale) {
            progress.say("Cannot delete " + settings.data().runFile() + ": " + stale);
        }
    }
}

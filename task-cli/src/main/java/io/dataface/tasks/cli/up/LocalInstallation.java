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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One run of a local installation, from nothing to ready to nothing.
final class LocalInstallation {
    /// The services, by module.
    static final List<String> MODULES =
            List.of("manager-service", "docs-service", "dispatch-worker");

    static final String POSTGRES = "postgres";
    static final String EMULATOR = "pubsub-emulator";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LEFTOVERS_LIMIT = Duration.ofSeconds(10);

    /// Together under the 10 s that a stop may take.
    private static final Duration WORKERS_AND_DOCS_LIMIT = Duration.ofMillis(6_500);

    private static final Duration MANAGER_LIMIT = Duration.ofMillis(1_500);
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(5);
    private static final Duration POSTGRES_LIMIT = Duration.ofMillis(1_500);

    private final UpSettings settings;
    private final Progress progress;
    private final Supervisor supervisor;
    private RunFile facts;
    private @Nullable Programs programs;

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
        DataFolder data = settings.data();
        DatabaseSetup database = new DatabaseSetup(data, facts.postgresPort());
        Services services = new Services(settings, database, facts.postgresPort());
        programs = Programs.open(ServiceJar.programs(settings.home()), jars());
        begin(services.postgres());
        if (settings.transport() instanceof Transport.OwnPubSub own) {
            begin(services.emulator(own));
        }
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Path> manager = side.submit(() -> unpack("manager-service"));
            Future<Path> docs = side.submit(() -> unpack("docs-service"));
            Future<Path> worker = side.submit(() -> unpack("dispatch-worker"));
            Job job = Jobs.of(settings);
            // They wait for the manager by themselves: better while the database starts than after.
            for (int number = 1; number <= settings.workers(); number++) {
                begin(services.worker(job, worker.get(), number));
            }
            if (!supervisor.awaitReady(START_LIMIT, POSTGRES)) {
                return false;
            }
            database.apply();
            begin(services.manager(job, manager.get()));
            begin(services.docs(job, docs.get()));
            return supervisor.awaitReady(START_LIMIT, "");
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

    private List<ServiceJar> jars() throws IOException {
        List<ServiceJar> jars = new ArrayList<>();
        for (String module : MODULES) {
            jars.add(ServiceJar.of(settings.home(), module));
        }
        return jars;
    }

    private void begin(Part part) {
        LogFiles.rotate(part.log());
        supervisor.begin(part);
    }

    private Path unpack(String module) throws IOException, InterruptedException {
        ServiceJar jar = ServiceJar.of(settings.home(), module);
        Path whole = jar.unpack(UpSettings.java());
        return settings.transport() instanceof Transport.Postgres ? jar.lean() : whole;
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

    /// Stops everything, the workers first and the database last. Where start caches are
    /// recorded
    /// that takes minutes: each process writes its own, one at a time for the sake of memory.
    void stop() throws InterruptedException {
        if (settings.caches() == StartCache.Use.RECORD) {
            for (String name : List.of("worker-", "docs", "manager")) {
                supervisor.stop(RECORD_LIMIT, name);
            }
        }
        supervisor.stop(WORKERS_AND_DOCS_LIMIT, "worker-", "docs");
        supervisor.stop(MANAGER_LIMIT, "manager", EMULATOR);
        supervisor.stop(POSTGRES_LIMIT, POSTGRES);
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
            if (programs != null) {
                programs.close();
            }
        } catch (IOException stale) {
            progress.say("Cannot tidy up after the stop: " + stale);
        }
    }
}

package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.Secrets;
import io.dataface.tasks.cli.postgres.DatabaseSetup;
import io.dataface.tasks.emulator.Broker;
import io.dataface.tasks.emulator.PubSubEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real installation in a folder of its own: Postgres, the manager and workers as processes
/// on
/// free ports of the loopback address, a plan, a bare remote and a scripted agent.
///
/// ```
/// try (var it = Installation.start(folder, Setup.of(20, 2))) {
///     it.agent().script("t-001", "mark there", "wait go", "commit work.txt");
///     it.api().kickOff("t-001");
///     it.agent().awaitMark("there");
///     it.worker(1).kill();
///     …
/// }
/// ```
public final class Installation implements AutoCloseable {
    /// The plan's id.
    public static final String PLAN = "chaos";

    private final Path folder;
    private final PostgresNode postgres;
    private final List<Node> managers = new ArrayList<>();
    private final List<Node> workers = new ArrayList<>();
    private final @Nullable Proxy proxy;
    private final @Nullable PubSubEmulator emulator;
    private final String project;
    private final String token;
    private final int door;
    private final Api api;
    private final Database database;
    private final PlanFolder plan;
    private final CodeRemote remote;
    private final Agent agent;
    private final Parts parts;

    private Installation(Path folder, Setup setup) {
        this.folder = folder.toAbsolutePath().normalize();
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.create();
        int databasePort = Ports.freeForDatabase();
        List<Integer> managerPorts = freeBeside(databasePort, setup.managers());
        DatabaseSetup login = new DatabaseSetup(data, databasePort);
        this.plan = new PlanFolder(made("plan"), setup.tasks());
        this.remote = new CodeRemote(made("remote"));
        this.agent = new Agent(made("agent"));
        this.database = new Database(login);
        this.token = Secrets.readOrCreate(data.token());
        this.api = new Api(managerPorts, token);
        this.proxy = setup.proxied() ? new Proxy(managerPorts) : null;
        this.door = proxy == null ? managerPorts.getFirst() : proxy.port();
        this.emulator = setup.emulator();
        // What an earlier installation left at a shared emulator is of no concern here.
        this.project = "chaos-" + databasePort;
        this.parts = new Parts(setup, data, login, transport());
        this.postgres =
                new PostgresNode(
                        parts.postgres(databasePort),
                        data.postgres().resolve("data/postmaster.pid"));
        for (int number = 1; number <= setup.managers(); number++) {
            managers.add(newManager(number, managerPorts.get(number - 1)));
        }
        for (int number = 1; number <= setup.workers(); number++) {
            workers.add(newWorker(number));
        }
        postgres.start();
        try {
            login.apply();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot set up the database", e);
        }
    }

    private Map<String, String> transport() {
        return emulator == null
                ? Map.of()
                : Map.of(
                        "tasks.transport",
                        "pubsub",
                        "spring.cloud.gcp.project-id",
                        project,
                        "spring.cloud.gcp.pubsub.emulator-host",
                        emulator.address());
    }

    private Node newManager(int number, int port) {
        return new Node(
                parts.manager(number, port, plan.folder(), remote.path(), () -> api.ready(number)));
    }

    private Node newWorker(int number) {
        // It says so in its log, whose part since the last start is looked at.
        return new Node(
                parts.worker(
                        number,
                        door,
                        agent,
                        () -> worker(number).printed().contains("Registered as ")));
    }

    /// Starts all and waits until the plan is read and every worker is registered.
    ///
    /// @param folder empty or absent; stays when the installation is closed
    public static Installation start(Path folder, Setup setup) {
        Installation made = prepare(folder, setup);
        made.begin();
        return made;
    }

    /// Starts Postgres alone; the rest is there to be looked at, and begins with [#begin].
    public static Installation prepare(Path folder, Setup setup) {
        return new Installation(folder, setup);
    }

    /// Starts all else and waits until the plan is read and every worker is registered; closes
    /// where that fails.
    public void begin() {
        try {
            if (emulator != null && !emulator.alive()) {
                emulator.start();
            }
            managers.forEach(Node::launch);
            workers.forEach(Node::launch);
            managers.forEach(Node::awaitReady);
            workers.forEach(Node::awaitReady);
            Awaitility.await("the plan's tasks")
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    database.number("select count(*) from task")
                                            == plan.slugs().size());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freeBeside(int taken, int count) {
        return Stream.generate(Ports::freeForDatabase)
                .filter(port -> port != taken)
                .distinct()
                .limit(count)
                .toList();
    }

    /// The database server.
    public PostgresNode postgres() {
        return postgres;
    }

    /// The manager; of several the first.
    public Node manager() {
        return manager(1);
    }

    /// The manager of that number, from 1.
    public Node manager(int number) {
        return managers.get(number - 1);
    }

    /// All managers.
    public List<Node> managers() {
        return List.copyOf(managers);
    }

    /// What carries the messages that wake the workers.
    ///
    /// @throws IllegalStateException where the setup has none
    public PubSubEmulator emulator() {
        return Optional.ofNullable(emulator)
                .orElseThrow(() -> new IllegalStateException("Setup.overPubSub(…) is missing"));
    }

    /// What the installation has there.
    public Broker broker() {
        return emulator().broker(project);
    }

    /// The worker of that number, from 1.
    public Node worker(int number) {
        return workers.get(number - 1);
    }

    /// All workers.
    public List<Node> workers() {
        return List.copyOf(workers);
    }

    /// The folder that a worker keeps its journal, repositories and workspaces in.
    public Path workerFolder(int number) {
        return parts.worker(worker(number).name());
    }

    /// The folder of the processes' logs.
    public Path logs() {
        return parts.logs();
    }

    /// What stands between workers and manager.
    ///
    /// @throws IllegalStateException where the setup has none
    public Proxy proxy() {
        return Optional.ofNullable(proxy)
                .orElseThrow(() -> new IllegalStateException("Setup.throughProxy() is missing"));
    }

    /// Where workers reach the managers: the proxy, else the one there is.
    public URI door() {
        return URI.create("http://127.0.0.1:" + door);
    }

    /// What workers show to be let in.
    public String token() {
        return token;
    }

    /// The manager's API.
    public Api api() {
        return api;
    }

    /// The registry, past the manager.
    public Database database() {
        return database;
    }

    /// The plan.
    public PlanFolder plan() {
        return plan;
    }

    /// The code repository.
    public CodeRemote remote() {
        return remote;
    }

    /// The agent of all tasks.
    public Agent agent() {
        return agent;
    }

    /// Processes of agents, and git on their behalf, that run now, wherever they were
    /// reparented to
    /// and whatever they did to their environment.
    public List<ProcessHandle> agentProcesses() {
        return withoutWorkers(RunningAgents.naming(folder, agent.folder()));
    }

    /// Those of them that a worker started, now or in an earlier life, and that still have the
    /// environment that it gave them.
    public List<ProcessHandle> agentProcessesOf(int number) {
        return withoutWorkers(RunningAgents.naming(workerFolder(number), null));
    }

    private List<ProcessHandle> withoutWorkers(List<ProcessHandle> processes) {
        List<Long> own =
                workers.stream().flatMap(w -> w.find().stream()).map(ProcessHandle::pid).toList();
        return processes.stream().filter(process -> !own.contains(process.pid())).toList();
    }

    /// Waits until no agent's process is left, at most that long.
    public void awaitNoAgents(Duration limit) {
        Awaitility.await("no agent's process left")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> agentProcesses().isEmpty());
    }

    /// Ends everything, kills what is frozen or does not end, and keeps the folder.
    @Override
    public void close() {
        workers.forEach(Node::kill);
        managers.forEach(Node::kill);
        if (proxy != null) {
            proxy.close();
        }
        postgres.end();
    }

    /// Deletes the folder of a closed installation.
    public void delete() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.installation.Secrets;
import io.dataface.tasks.cli.postgres.DatabaseSetup;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `./tasks up` with its usual leases (60 s): what it starts is killed while agents work, and
/// nobody but `up` itself starts it again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpFaultsEndToEndTests {
    private static final Path PROJECT = Path.of(System.getProperty("tasks.root", ".."));
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Process up;
    private DataFolder data;
    private Agent agent;
    private CodeRemote remote;
    private Api api;
    private URI pages;
    private Evidence evidence;

    @BeforeAll
    void start() throws IOException {
        int port = Ports.freeForDatabase();
        int managerPort = freeBeside(port);
        data = new DataFolder(folder.resolve("data"));
        PlanFolder plan = new PlanFolder(made("plan"), 3);
        remote = new CodeRemote(made("remote"));
        agent = new Agent(made("agent"));
        pages = URI.create("http://127.0.0.1:" + port);
        up = up(plan, port, managerPort);
        String line = up.inputReader().readLine();
        assertThat(line).as(Files.readString(folder.resolve("up.err"))).contains("managerUrl");
        api = new Api(List.of(managerPort), Secrets.readOrCreate(data.token()));
        int databasePort = RunFile.find(data).orElseThrow().postgresPort();
        evidence =
                new Evidence(
                        new Database(new DatabaseSetup(data, databasePort)),
                        remote,
                        () -> Awaitility.await("no agent left").until(() -> agents().isEmpty()));
    }

    private List<ProcessHandle> agents() {
        long worker = process("worker-1").pid();
        return RunningAgents.naming(data.root(), agent.folder()).stream()
                .filter(process -> process.pid() != worker && process.pid() != up.pid())
                .toList();
    }

    private Process up(PlanFolder plan, int port, int managerPort) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        PROJECT.resolve("tasks").toString(),
                        "up",
                        "--json",
                        "--data=" + data.root(),
                        "--plans=" + plan.folder(),
                        "--repo=" + remote.path(),
                        "--agent=/bin/sh %s %s {branch}".formatted(agent.program(), agent.folder()),
                        "--port=" + port,
                        "--manager-port=" + managerPort);
        builder.environment().put("TASKS_SKIP_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectError(folder.resolve("up.err").toFile()).start();
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static int freeBeside(int taken) {
        int port = Ports.freeForDatabase();
        return port == taken ? freeBeside(taken) : port;
    }

    @AfterAll
    void stop() throws InterruptedException {
        up.destroy();
        up.waitFor(20, TimeUnit.SECONDS);
    }

    @Test
    void runsGoOnWhileTheManagerIsKilledAndTheirResultsAreRecordedOnce() {
        agent.script("t-001", "mark one", "wait one", "commit work.txt");
        agent.script("t-002", "mark two", "wait two", "commit work.txt");
        api.kickOff(List.of("t-001", "t-002"));
        agent.awaitMark("one");
        agent.awaitMark("two");

        ProcessHandle manager = process("manager");
        manager.destroyForcibly();
        manager.onExit().join();
        // This one ends while nobody can hear of it, the other one after that.
        agent.open("one");
        Awaitility.await("the end of an agent").until(() -> ended("t-001"));
        Awaitility.await("the manager").atMost(LIMIT).until(() -> api.ready(1));
        agent.open("two");
        api.awaitState("t-001", "SUCCEEDED", LIMIT);
        api.awaitState("t-002", "SUCCEEDED", LIMIT);

        assertThat(process("manager").pid()).isNotEqualTo(manager.pid());
        assertOneUndisturbedRun("t-001");
        assertOneUndisturbedRun("t-002");
        evidence.nothingIsBroken();
    }

    @Test
    void everythingRecoversByItselfWhenPostgresIsKilled() throws IOException {
        agent.script("t-003", "mark three", "wait three", "commit work.txt");
        api.kickOff("t-003");
        agent.awaitMark("three");
        List<Long> services = List.of(process("manager").pid(), process("docs").pid());

        ProcessHandle server = server();
        server.destroyForcibly();
        server.onExit().join();
        Awaitility.await("another server")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> server().isAlive());
        Awaitility.await("the manager").atMost(LIMIT).until(() -> api.ready(1));
        Awaitility.await("the pages").atMost(LIMIT).until(() -> status("/status") == 200);
        agent.open("three");
        api.awaitState("t-003", "SUCCEEDED", LIMIT);

        assertThat(List.of(process("manager").pid(), process("docs").pid())).isEqualTo(services);
        assertOneUndisturbedRun("t-003");
        evidence.nothingIsBroken();
    }

    private void assertOneUndisturbedRun(String slug) {
        List<JsonNode> dispatches = api.dispatches(slug);
        assertThat(dispatches).hasSize(1);
        assertThat(dispatches.getFirst().path("attempt").asInt()).isEqualTo(1);
        assertThat(agent.begins(slug)).isEqualTo(1);
        assertThat(remote.ahead("task/" + slug)).isEqualTo(1);
        evidence.oneBranchEach(List.of(slug));
    }

    private boolean ended(String slug) {
        return agent.runs(slug).stream().anyMatch(line -> line.startsWith("end "));
    }

    private ProcessHandle process(String name) {
        return RunFile.find(data).orElseThrow().processes().stream()
                .filter(process -> process.name().equals(name))
                .flatMap(process -> process.findAlive().stream())
                .findFirst()
                .orElseThrow();
    }

    private ProcessHandle server() throws IOException {
        Path pidFile = data.postgres().resolve("data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }

    private int status(String path) {
        try {
            var connection = (HttpURLConnection) pages.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }
}

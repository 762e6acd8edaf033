package io.dataface.tasks.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.worker.doorbell.Doorbells;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.process.Processes;
import io.dataface.tasks.worker.run.Runner;
import io.dataface.tasks.worker.settings.AgentProperties;
import io.dataface.tasks.worker.settings.WorkerProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// A worker with a fake manager, a bare remote with one commit on `main`, and agents that are
/// small scripts.
final class World implements AutoCloseable {
    private static final AtomicLong TOKENS = new AtomicLong(100);

    final Path folder;
    final Path remote;
    final FakeManager manager = new FakeManager();
    final Map<String, AgentProperties> agents = new HashMap<>();
    Duration drainLimit = Duration.ofSeconds(5);
    int capacity = 1;
    @Nullable Doorbells doorbells;
    private @Nullable Worker worker;

    World(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.remote = folder.resolve("remote.git");
        git(folder, "init", "-q", "--bare", "-b", "main", remote.toString());
        var seed = folder.resolve("seed");
        git(folder, "clone", "-q", remote.toString(), seed.toString());
        Files.writeString(seed.resolve("README.md"), "hello\n");
        git(seed, "add", ".");
        git(seed, "commit", "-q", "-m", "First");
        git(seed, "push", "-q", "origin", "HEAD:main");
        Files.writeString(folder.resolve("token"), FakeManager.TOKEN + "\n");
    }

    Path data() {
        return folder.resolve("data");
    }

    /// An agent `agent` that runs this program text in bash.
    void agent(String... lines) throws IOException {
        agent(Duration.ofSeconds(30), Duration.ofSeconds(20), "50MB", lines);
    }

    void agent(Duration timeout, Duration stall, String output, String... lines)
            throws IOException {
        var script = folder.resolve("agent-" + agents.size());
        Files.writeString(script, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        agents.put(
                "agent",
                new AgentProperties(
                        List.of(script.toString()),
                        List.of(),
                        Map.of("OUTSIDE", folder.toString()),
                        timeout,
                        stall,
                        DataSize.parse(output),
                        DataSize.ofMegabytes(8)));
    }

    Worker start() throws IOException {
        var settings =
                new WorkerProperties(
                        "tester",
                        manager.url(),
                        folder.resolve("token"),
                        "default",
                        capacity,
                        List.of(),
                        data(),
                        drainLimit,
                        Duration.ofMillis(400),
                        Duration.ofSeconds(30),
                        Map.copyOf(agents));
        var journal = Journal.open(data().resolve("journal"), UUID.randomUUID());
        var client =
                new ManagerClient(
                        manager.url(), folder.resolve("token"), JsonMapper.builder().build());
        var runner =
                new Runner(
                        new Processes(),
                        journal,
                        settings,
                        System.getenv(),
                        () -> Set.of(FakeManager.TOKEN));
        var started = new Worker(settings, "test", client, journal, runner, doorbells);
        worker = started;
        started.start();
        return started;
    }

    /// A grant of a first attempt.
    GrantBuilder grant() {
        return new GrantBuilder(this);
    }

    /// Queues a grant and waits for its result.
    Result run(GrantBuilder builder) {
        return result(submit(builder));
    }

    UUID submit(GrantBuilder builder) {
        var grant = builder.build(TOKENS.incrementAndGet());
        manager.queue.add(grant);
        return grant.dispatchId();
    }

    Result result(UUID dispatch) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                manager.results.stream()
                                        .anyMatch(r -> r.dispatchId().equals(dispatch)));
        return manager.results.stream()
                .filter(r -> r.dispatchId().equals(dispatch))
                .findFirst()
                .orElseThrow();
    }

    /// The remote's head of a branch, empty if there is none.
    String head(String branch) throws IOException, InterruptedException {
        return git(folder, "ls-remote", remote.toString(), "refs/heads/" + branch).split("\t")[0];
    }

    String inRemote(String... arguments) throws IOException, InterruptedException {
        return git(remote, arguments);
    }

    /// Commits and pushes to the remote as somebody else would.
    String pushAsSomebody(String branch, String file) throws IOException, InterruptedException {
        var seed = folder.resolve("seed");
        git(seed, "fetch", "-q", "origin");
        if (!head(branch).isEmpty()) {
            git(seed, "checkout", "-q", "--detach", "origin/" + branch);
        }
        Files.writeString(seed.resolve(file), file);
        git(seed, "add", ".");
        git(seed, "commit", "-q", "-m", "By somebody");
        git(seed, "push", "-q", "origin", "HEAD:refs/heads/" + branch);
        return git(seed, "rev-parse", "HEAD");
    }

    static String git(Path directory, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.addAll(
                List.of("git", "-c", "user.name=Somebody", "-c", "user.email=some@body.invalid"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out.strip();
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.stop();
        }
        manager.close();
    }

    static final class GrantBuilder {
        private final World world;
        DispatchKind kind = DispatchKind.START;
        String task = "t1";
        @Nullable String startSha;
        @Nullable String expectedHead;
        List<String> pushedShas = List.of();
        boolean reset = true;
        String branch = "task/one";
        String agent = "agent";
        @Nullable String baseBranch;

        GrantBuilder(World world) {
            this.world = world;
        }

        GrantBuilder expecting(String head) {
            expectedHead = head;
            startSha = head;
            return this;
        }

        GrantBuilder pushed(String... shas) {
            pushedShas = List.of(shas);
            return this;
        }

        GrantBuilder continuing() {
            kind = DispatchKind.CONTINUE;
            reset = false;
            return this;
        }

        GrantBuilder on(String name) {
            task = name;
            branch = "task/" + name;
            return this;
        }

        Grant build(long token) {
            return new Grant(
                    UUID.randomUUID(),
                    token,
                    world.manager.leaseMillis,
                    kind,
                    1,
                    "plan",
                    task,
                    task,
                    "A task that is done",
                    new Grant.Target("code", world.remote.toString(), baseBranch),
                    branch,
                    startSha,
                    expectedHead,
                    pushedShas,
                    agent,
                    "Please do it.\n",
                    null,
                    reset,
                    List.of());
        }
    }
}

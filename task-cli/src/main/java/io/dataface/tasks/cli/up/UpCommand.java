package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.InstallationLock;
import io.dataface.tasks.cli.installation.Pointer;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.Programs;
import io.dataface.tasks.cli.installation.RunFile;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.cli.invocation.Terminal;
import io.dataface.tasks.cli.supervise.Progress;
import io.dataface.tasks.model.ParentPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tasks up`: a local installation in the foreground.
@Command(
        name = "up",
        description = "Start a local installation and keep it running until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks up                                              the demo",
            "  tasks up --plans ../our-plan                          read a plan",
            "  tasks up --plans ../our-plan --repo ../our-code --agent 'my-agent --headless'",
            "  tasks up --transport pubsub                           wake workers by messages",
            "  tasks up --data ~/second --port 9005 --manager-port 9010"
        })
public final class UpCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--plans",
            paramLabel = "<dir or git URL>",
            description = "The plan to show and run. Without it: a demo plan with a demo agent.")
    @Nullable String plans;

    @Option(
            names = "--repo",
            paramLabel = "<dir or git URL>",
            description =
                    "The code repository that tasks run in. A finished branch waits there for you"
                            + " to accept it. Without it the plan can be read, and nothing runs.")
    @Nullable String repository;

    @Option(
            names = "--agent",
            paramLabel = "<command line>",
            description =
                    "The program that works on a task: it gets the prompt on standard input, in the"
                        + " task's working copy. {promptFile}, {branch}, {task} and {workspace} are"
                        + " replaced.")
    @Nullable String agent;

    @Option(
            names = "--agent-env",
            paramLabel = "<name>",
            description =
                    "A variable that the agent may see besides PATH, HOME and the like;"
                            + " repeatable.")
    List<String> agentEnvironment = List.of();

    @Option(
            names = "--port",
            defaultValue = "8005",
            description = "Port of the pages and the console. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--manager-port",
            defaultValue = "8010",
            description = "Port of the REST API. Default: ${DEFAULT-VALUE}.")
    int managerPort;

    @Option(
            names = "--workers",
            defaultValue = "1",
            description = "Number of worker processes. Default: ${DEFAULT-VALUE}.")
    int workers;

    @Option(
            names = "--transport",
            paramLabel = "postgres|pubsub",
            defaultValue = "postgres",
            description =
                    "How workers hear of work: their polls wait at the manager (postgres), or"
                            + " messages of Google's Pub/Sub emulator wake them (pubsub). Default:"
                            + " ${DEFAULT-VALUE}.")
    String transport = "postgres";

    @Option(
            names = "--pubsub-emulator",
            paramLabel = "<host:port>",
            description =
                    "A Pub/Sub emulator that runs. Without it the one of the Google Cloud CLI, or"
                            + " of PUBSUB_EMULATOR_JAR, is started.")
    @Nullable String emulator;

    @Option(
            names = "--record-start-caches",
            hidden = true,
            description = "Write what the next starts are faster with; stopping takes minutes.")
    boolean recordCaches;

    /// @param invocation the run of the command line
    public UpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        UpSettings settings = settings();
        DataFolder folder = settings.data();
        folder.create();
        Optional<InstallationLock> lock = InstallationLock.findFree(folder.lock());
        if (lock.isEmpty()) {
            throw alreadyRunning(folder);
        }
        try (InstallationLock _ = lock.get()) {
            return run(settings);
        }
    }

    private UpSettings settings() {
        Path home = home(invocation.terminal());
        Path data = invocation.options().data();
        if (workers < 1) {
            throw new CliException(
                    Exit.USAGE, "usage", "--workers must be 1 or more, not " + workers);
        }
        requirePort("--port", port);
        requirePort("--manager-port", managerPort);
        if (port == managerPort) {
            throw new CliException(
                    Exit.USAGE, "usage", "--port and --manager-port are both " + port);
        }
        return new UpSettings(
                home,
                data == null ? Pointer.standardData(home) : new DataFolder(data),
                Optional.ofNullable(plans).map(text -> Source.parse("--plans", text)),
                Optional.ofNullable(repository).map(text -> Source.parse("--repo", text)),
                agentWords(),
                agentEnvironment,
                port,
                managerPort,
                workers,
                Transports.of(transport, emulator),
                recordCaches ? StartCache.Use.RECORD : StartCache.Use.READ);
    }

    private BackgroundTraining training(UpSettings settings, Progress progress) {
        boolean wanted =
                !recordCaches
                        && !"off".equals(invocation.terminal().variable("TASKS_START_CACHES"));
        return new BackgroundTraining(settings.home(), progress, wanted);
    }

    private static void end(LocalInstallation installation, int code) {
        installation.kill();
        Runtime.getRuntime().halt(code);
    }

    private List<String> agentWords() {
        if (agent == null) {
            return List.of();
        }
        List<String> words = CommandLineWords.split(agent);
        String program = words.isEmpty() ? "" : words.getFirst();
        String path = invocation.terminal().variable("PATH");
        if (!program.contains("{") && Programs.find(program, path == null ? "" : path).isEmpty()) {
            throw new CliException(
                            Exit.USAGE, "agent_missing", "there is no program '" + program + "'")
                    .why("--agent " + agent)
                    .fix("install it, or name it with its path");
        }
        return words;
    }

    private static void requirePort(String flag, int port) {
        if (port < 1 || port > 65_535) {
            throw new CliException(
                    Exit.USAGE, "usage", flag + " must be from 1 to 65535, not " + port);
        }
    }

    private static CliException alreadyRunning(DataFolder folder) {
        String where =
                RunFile.find(folder)
                        .map(
                                run ->
                                        "at %s (process %d, since %s)"
                                                .formatted(
                                                        run.url(),
                                                        run.pid(),
                                                        Instant.parse(run.startedAt())
                                                                .truncatedTo(ChronoUnit.SECONDS)))
                        .orElse("and is just starting or stopping");
        return new CliException(
                        Exit.CONFLICT,
                        "already_running",
                        "an installation already runs on %s %s".formatted(folder.root(), where))
                .fix(
                        "use it, stop it with Ctrl-C in its terminal, or name another --data"
                                + " folder, --port and --manager-port");
    }

    private int run(UpSettings settings) throws IOException, InterruptedException {
        Progress progress = new Progress(invocation);
        CountDownLatch stopRequested = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger();
        LocalInstallation installation =
                new LocalInstallation(settings, progress, stopRequested, invocation.clock());
        installation.clearLeftovers();
        Ports.requireFree(settings.port(), "pages and console", "--port");
        Ports.requireFree(settings.managerPort(), "REST API", "--manager-port");
        progress.say("Starting Dataface Tasks on " + settings.data().root());
        Interrupts.handle(
                code -> {
                    if (exitCode.compareAndSet(0, code)) {
                        stopRequested.countDown();
                    } else {
                        end(installation, code);
                    }
                });
        Pointer pointer = new Pointer(settings.home());
        if (recordCaches) {
            ParentPipe.whenClosed(() -> end(installation, 1));
        }
        try (BackgroundTraining training = training(settings, progress)) {
            pointer.set(settings.data());
            if (installation.start()) {
                announce(settings, installation);
                training.start();
                stopRequested.await();
            }
            progress.say("Stopping (Ctrl-C again to force)");
        } finally {
            installation.stop();
            pointer.clear(settings.data());
        }
        progress.say("Stopped; the data stays in " + settings.data().root());
        return exitCode.get();
    }

    /// The folder of the launcher and the modules.
    public static Path home(Terminal terminal) {
        String home = terminal.property("tasks.home");
        return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
    }

    private void announce(UpSettings settings, LocalInstallation installation) {
        Output output = invocation.output();
        output.line(
                output.isJson()
                        ? installation.json()
                        : "Dataface Tasks is ready: " + settings.url());
        output.note("Ctrl-C stops it.");
        output.flush();
    }
}

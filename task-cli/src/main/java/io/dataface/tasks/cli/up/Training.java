package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.installation.InstallationLock;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.Secrets;
import io.dataface.tasks.cli.supervise.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records the start caches that are missing: runs a second installation with the demo in a
/// folder
/// of its own, at low priority, uses it a little and stops it. Nothing of it touches the first.
final class Training {
    private static final int ENDED_BY_TERM = 143;

    private static final int LIMIT_MINUTES = 15;
    private static final int RUN_LIMIT_SECONDS = 120;
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final String TASK = "dig-the-cellar";

    private final Path home;
    private final Path programs;
    private final List<StartCache> caches;
    private @Nullable Process process;
    private boolean stopped;

    /// @param home folder of the launcher and the modules
    Training(Path home) throws IOException {
        this.home = home;
        this.programs = ServiceJar.programs(home);
        List<StartCache> all = new ArrayList<>();
        all.add(StartCache.ofLauncher(home));
        for (String module : LocalInstallation.MODULES) {
            all.add(StartCache.of(ServiceJar.of(home, module).lean()));
        }
        this.caches = List.copyOf(all);
    }

    /// Whether there is anything to do.
    boolean isNeeded() {
        return !caches.stream().allMatch(StartCache::exists);
    }

    /// Records all caches anew.
    ///
    /// @return whether it did; false where it was stopped, failed, or another process is at it
    boolean run() throws IOException, InterruptedException {
        Programs.create(programs);
        Optional<InstallationLock> free =
                InstallationLock.findFree(programs.resolve("training.lock"));
        if (free.isEmpty()) {
            return false;
        }
        Path folder = programs.resolve("training");
        try (InstallationLock _ = free.get()) {
            Folders.delete(folder);
            Files.createDirectory(folder);
            try {
                return record(folder);
            } finally {
                stop();
                for (StartCache cache : caches) {
                    cache.discard();
                }
                Folders.delete(folder);
            }
        }
    }

    private boolean record(Path folder) throws IOException, InterruptedException {
        int port = Ports.freeForDatabase();
        int managerPort = Ports.freeForDatabase();
        Process installation = launch(folder, port, managerPort);
        if (installation == null) {
            return false;
        }
        try (BufferedReader out = installation.inputReader()) {
            if (out.readLine() == null) {
                return false;
            }
            use(new DataFolder(folder), port, managerPort);
            // Not Process.destroy(), which closes the pipe as well.
            installation.toHandle().destroy();
            if (!installation.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)
                    || installation.exitValue() != ENDED_BY_TERM) {
                return false;
            }
        }
        for (StartCache cache : caches) {
            cache.keep();
        }
        return true;
    }

    private synchronized @Nullable Process launch(Path folder, int port, int managerPort)
            throws IOException {
        if (stopped) {
            return null;
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(UpSettings.java());
        command.addAll(StartCache.ofLauncher(home).options(StartCache.Use.RECORD));
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dtasks.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.dataface.tasks.cli.Tasks",
                        "up",
                        "--json",
                        "--record-start-caches",
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(port),
                        "--manager-port",
                        Integer.toString(managerPort)));
        ProcessBuilder builder = new ProcessBuilder(Sessions.own(command));
        builder.environment().put("DEMO_AGENT_SECONDS", "0");
        builder.redirectError(folder.resolve("up.err").toFile());
        process = builder.start();
        return process;
    }

    /// What people do first: look at the pages and run a task.
    private static void use(DataFolder data, int port, int managerPort)
            throws InterruptedException {
        HttpProbe probe = new HttpProbe(Secrets.readOrCreate(data.token()));
        URI pages = URI.create("http://127.0.0.1:" + port + "/");
        URI manager = URI.create("http://127.0.0.1:" + managerPort + "/api/v1/");
        probe.post(manager.resolve("kickoffs"), "{\"tasks\":[\"" + TASK + "\"]}");
        URI done = manager.resolve("dispatches?state=SUCCEEDED");
        for (int second = 0; second < RUN_LIMIT_SECONDS; second++) {
            for (String page : List.of("", "docs/", "status", "workers", "kickoff?task=" + TASK)) {
                probe.isOk(pages.resolve(page));
            }
            if (probe.lists(done, Map.of("state", "SUCCEEDED"))) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /// Ends it at once with all it started, and for good; nothing half-made is kept.
    synchronized void stop() {
        stopped = true;
        if (process != null) {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}

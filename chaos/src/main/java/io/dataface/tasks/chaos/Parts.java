package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.postgres.DatabaseSetup;
import io.dataface.tasks.cli.postgres.PostgresKeeper;
import io.dataface.tasks.cli.supervise.Part;
import io.dataface.tasks.cli.up.ServiceJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// How each process is started: as `./tasks up` does it, with other times.
final class Parts {
    static final String CODE = "code";
    static final String AGENT = "scripted";

    private final Setup setup;
    private final DataFolder data;
    private final DatabaseSetup database;
    private final Map<String, String> transport;
    private final Path programs;
    private final Path root;

    /// @param transport options of managers and workers that say how work is announced
    Parts(Setup setup, DataFolder data, DatabaseSetup database, Map<String, String> transport) {
        this.setup = setup;
        this.transport = transport;
        this.data = data;
        this.database = database;
        this.root = root();
        // Unpacked once for all installations of a build.
        this.programs = root.resolve("chaos/target/programs");
        try {
            Files.createDirectories(programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of(System.getProperty("tasks.root", "")).toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("tasks"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Run this inside the project (-Dtasks.root=…)");
            }
        }
        return folder;
    }

    Part postgres(int port) {
        database.password(DatabaseSetup.SUPERUSER);
        List<String> command = jvm("96m");
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresKeeper.class.getName(),
                        programs.toString(),
                        data.postgres().toString(),
                        Integer.toString(port),
                        data.databasePassword(DatabaseSetup.SUPERUSER).toString()));
        return part("postgres", command, Map.of(), database::answers);
    }

    static String manager(int number) {
        return number == 1 ? "manager" : "manager-" + number;
    }

    Part manager(int number, int port, Path plan, Path code, BooleanSupplier ready) {
        List<String> command = service("manager-service", "384m");
        command.add("--server.port=" + port);
        command.addAll(
                Setup.words(
                        Map.of(
                                "spring.datasource.url",
                                database.url(),
                                "spring.datasource.username",
                                DatabaseSetup.MANAGER,
                                "spring.flyway.url",
                                database.url(),
                                "spring.flyway.user",
                                DatabaseSetup.OWNER,
                                "tasks.auth.token-file",
                                data.token(),
                                "tasks.plan.id",
                                Installation.PLAN,
                                "tasks.plan.source",
                                plan,
                                "tasks.plan.max-live",
                                "64",
                                "tasks.max-live",
                                "64")));
        command.addAll(
                Setup.words(
                        Map.of(
                                "tasks.repositories." + CODE + ".url",
                                code,
                                "tasks.repositories." + CODE + ".completion-rule",
                                "branch_pushed",
                                "tasks.repositories." + CODE + ".max-live",
                                "64",
                                "tasks.agents[0]",
                                AGENT,
                                "tasks.lease.duration",
                                setup.lease().toMillis() + "ms",
                                "tasks.retry.base",
                                setup.retryBase().toMillis() + "ms")));
        command.addAll(Setup.words(transport));
        setup.managerOptions().forEach(option -> put(command, option));
        Map<String, String> secrets =
                Map.of(
                        "SPRING_DATASOURCE_PASSWORD", database.password(DatabaseSetup.MANAGER),
                        "SPRING_FLYWAY_PASSWORD", database.password(DatabaseSetup.OWNER));
        return part(manager(number), command, secrets, ready);
    }

    Part worker(int number, int managerPort, Agent agent, BooleanSupplier ready) {
        String name = "worker-" + number;
        List<String> command = service("dispatch-worker", "192m");
        String entry = "tasks.worker.agents." + AGENT;
        command.addAll(
                Setup.words(
                        Map.of(
                                "server.port",
                                0,
                                "tasks.worker.name",
                                name,
                                "tasks.worker.manager-url",
                                "http://127.0.0.1:" + managerPort,
                                "tasks.worker.token-file",
                                data.token(),
                                "tasks.worker.capacity",
                                setup.capacity(),
                                "tasks.worker.data",
                                worker(name),
                                "tasks.worker.drain-limit",
                                "2s",
                                "tasks.worker.kill-time",
                                "1s")));
        command.addAll(
                Setup.words(
                        Map.of(
                                entry + ".command[0]",
                                "/bin/sh",
                                entry + ".command[1]",
                                agent.program(),
                                entry + ".command[2]",
                                agent.folder(),
                                entry + ".command[3]",
                                "{branch}")));
        command.addAll(Setup.words(transport));
        setup.workerOptions().stream()
                .filter(option -> option.isFor(number))
                .forEach(option -> command.add("--" + option.option()));
        return part(name, command, Map.of(), ready);
    }

    Path worker(String name) {
        return data.root().resolve(name);
    }

    Path logs() {
        return data.logs();
    }

    /// An option takes the place of an earlier one with its key.
    private static void put(List<String> command, String option) {
        command.removeIf(
                word -> word.startsWith("--" + option.substring(0, option.indexOf('=') + 1)));
        command.add("--" + option);
    }

    private List<String> service(String module, String heap) {
        List<String> command = jvm(heap);
        try {
            Path jar = root.resolve(module + "/target/" + module + ".jar");
            command.addAll(
                    List.of("-jar", ServiceJar.unpack(jar, programs, command.getFirst()) + ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        command.add("--tasks.parent-watch=true");
        command.add("--server.address=127.0.0.1");
        return command;
    }

    private static List<String> jvm(String heap) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED"));
    }

    private Part part(
            String name,
            List<String> command,
            Map<String, String> environment,
            BooleanSupplier ready) {
        return new Part(name, command, environment, data.root(), data.log(name), ready);
    }
}

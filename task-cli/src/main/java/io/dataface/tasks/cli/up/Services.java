package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Secrets;
import io.dataface.tasks.cli.postgres.DatabaseSetup;
import io.dataface.tasks.cli.postgres.PostgresKeeper;
import io.dataface.tasks.cli.supervise.Part;
import io.dataface.tasks.model.ParentPipe;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How each process of an installation is started. Secrets go by file or environment, never by
/// argument.
final class Services {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String WORKER_CAPACITY = "2";
    private static final String WORKER_READY = "alive";

    /// Google's libraries still use it, and the JVM would say so in each log.
    private static final String UNSAFE_ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    private final UpSettings settings;
    private final DatabaseSetup database;
    private final int databasePort;
    private final HttpProbe probe;

    Services(UpSettings settings, DatabaseSetup database, int databasePort) {
        this.settings = settings;
        this.database = database;
        this.databasePort = databasePort;
        this.probe = new HttpProbe(Secrets.readOrCreate(settings.data().token()));
    }

    Part postgres() {
        DataFolder data = settings.data();
        database.password(DatabaseSetup.SUPERUSER);
        List<String> command = jvm("192m");
        command.addAll(StartCache.ofLauncher(settings.home()).options(StartCache.Use.READ));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresKeeper.class.getName(),
                        ServiceJar.programs(settings.home()).toString(),
                        data.postgres().toString(),
                        Integer.toString(databasePort),
                        data.databasePassword(DatabaseSetup.SUPERUSER).toString()));
        return part(LocalInstallation.POSTGRES, command, Map.of(), database::answers);
    }

    /// Google's Pub/Sub emulator; its memory is bounded, and so is what it can hold.
    Part emulator(Transport.OwnPubSub own) {
        List<String> command = jvm("192m");
        command.addAll(
                List.of(
                        UNSAFE_ALLOWED,
                        "-cp",
                        classPath(own.jar()),
                        EmulatorKeeper.class.getName(),
                        own.jar().toString(),
                        "--host=127.0.0.1",
                        "--port=" + own.port()));
        URI ready = URI.create("http://127.0.0.1:" + own.port() + "/");
        return part(LocalInstallation.EMULATOR, command, Map.of(), () -> probe.isOk(ready));
    }

    /// Google's jar and what holds two of our classes: beside our libraries it would meet other
    /// versions of its own.
    private static String classPath(Path emulator) {
        return Stream.concat(
                        Stream.of(emulator),
                        Stream.of(EmulatorKeeper.class, ParentPipe.class).map(Services::place))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What makes a service use messages, where that was asked for.
    private void transport(List<String> command) {
        switch (settings.transport()) {
            case Transport.Postgres _ -> {}
            case Transport.PubSub broker -> command.addAll(broker.options());
            case Transport.OwnPubSub own -> command.addAll(own.broker().options());
        }
    }

    Part manager(Job job, Path jar) {
        List<String> command = service(jar, "384m");
        option(command, "server.port", settings.managerPort());
        option(command, "spring.datasource.url", database.url());
        option(command, "spring.datasource.username", DatabaseSetup.MANAGER);
        option(command, "spring.flyway.url", database.url());
        option(command, "spring.flyway.user", DatabaseSetup.OWNER);
        option(command, "tasks.auth.token-file", settings.data().token());
        option(command, "tasks.plan.id", job.planId());
        option(command, "tasks.plan.source", job.plan().location());
        option(command, "tasks.plan.cache", settings.data().root().resolve("plan-cache"));
        transport(command);
        job.repository()
                .ifPresent(
                        repository -> {
                            option(command, "tasks.plan.default-repository", repository.name());
                            String entry = "tasks.repositories." + repository.name();
                            option(command, entry + ".url", repository.url());
                            option(
                                    command,
                                    entry + ".completion-rule",
                                    repository.completionRule());
                        });
        job.agent()
                .ifPresent(
                        agent -> {
                            option(command, "tasks.plan.default-agent", agent.name());
                            option(command, "tasks.agents[0]", agent.name());
                        });
        Map<String, String> secrets =
                Map.of(
                        "SPRING_DATASOURCE_PASSWORD", database.password(DatabaseSetup.MANAGER),
                        "SPRING_FLYWAY_PASSWORD", database.password(DatabaseSetup.OWNER));
        URI ready = settings.managerUrl().resolve("/readyz");
        return part("manager", command, secrets, () -> probe.isOk(ready));
    }

    Part docs(Job job, Path jar) {
        List<String> command = service(jar, "256m");
        option(command, "server.port", settings.port());
        option(command, "spring.datasource.url", database.url());
        option(command, "spring.datasource.username", DatabaseSetup.DOCS);
        option(command, "tasks.docs.plan-id", job.planId());
        option(command, "tasks.docs.manager-url", settings.managerUrl());
        option(command, "tasks.docs.token-file", settings.data().token());
        option(command, "tasks.docs.actor", System.getProperty("user.name"));
        Map<String, String> secrets =
                Map.of("SPRING_DATASOURCE_PASSWORD", database.password(DatabaseSetup.DOCS));
        URI ready = settings.url().resolve("/readyz");
        return part("docs", command, secrets, () -> probe.isOk(ready));
    }

    Part worker(Job job, Path jar, int number) {
        String name = "worker-" + number;
        List<String> command = service(jar, "256m");
        option(command, "server.port", 0);
        option(command, "tasks.worker.name", name);
        option(command, "tasks.worker.manager-url", settings.managerUrl());
        option(command, "tasks.worker.token-file", settings.data().token());
        option(command, "tasks.worker.capacity", WORKER_CAPACITY);
        option(command, "tasks.worker.data", settings.data().root().resolve(name));
        option(command, "tasks.worker.drain-limit", "5s");
        transport(command);
        job.agent().ifPresent(agent -> agent(command, agent));
        URI workers = settings.managerUrl().resolve("/api/v1/workers");
        return part(
                name,
                command,
                Map.of(),
                () -> probe.lists(workers, Map.of("name", name, "state", WORKER_READY)));
    }

    private static void agent(List<String> command, Job.Agent agent) {
        String entry = "tasks.worker.agents." + agent.name();
        for (int i = 0; i < agent.command().size(); i++) {
            option(command, entry + ".command[" + i + "]", agent.command().get(i));
        }
        for (int i = 0; i < agent.environment().size(); i++) {
            option(command, entry + ".environment[" + i + "]", agent.environment().get(i));
        }
    }

    private List<String> service(Path jar, String heap) {
        List<String> command = jvm(heap);
        if (!(settings.transport() instanceof Transport.Postgres)) {
            command.add(UNSAFE_ALLOWED);
        }
        command.addAll(StartCache.of(jar).options(settings.caches()));
        command.addAll(List.of("-jar", jar.toString()));
        option(command, "tasks.parent-watch", "true");
        option(command, "server.address", LOOPBACK);
        option(command, "spring.lifecycle.timeout-per-shutdown-phase", "1s");
        option(command, "spring.main.banner-mode", "off");
        return command;
    }

    private List<String> jvm(String heap) {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        UpSettings.java(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED"));
        return command;
    }

    private static void option(List<String> command, String key, Object value) {
        command.add("--" + key + "=" + value);
    }

    private Part part(
            String name,
            List<String> command,
            Map<String, String> environment,
            java.util.function.BooleanSupplier ready) {
        DataFolder data = settings.data();
        return new Part(name, command, environment, data.root(), data.log(name), ready);
    }
}

package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A plan's pages as readers get them: Postgres, the manager that reads the plan's folder, and
/// docs-service.
final class Site implements AutoCloseable {
    static final String DATABASE = "tasks";
    static final String PLAN = "wordy";

    private final Postgres postgres;
    private final JavaProcess manager;
    private final List<String> docsFlags;
    private final Map<String, String> docsSettings;
    private JavaProcess docs;

    private Site(
            Postgres postgres,
            JavaProcess manager,
            List<String> docsFlags,
            Map<String, String> docsSettings,
            JavaProcess docs) {
        this.postgres = postgres;
        this.manager = manager;
        this.docsFlags = docsFlags;
        this.docsSettings = docsSettings;
        this.docs = docs;
    }

    /// @param folder the one that has the plan's files
    static Site start(Path folder) throws Exception {
        return start(folder, Options.parse(List.of()));
    }

    /// The same with a flight recording of the manager where the options ask for one, and one of
    /// docs-service beside it whose name ends in `.docs`.
    static Site start(Path folder, Options options) throws Exception {
        Postgres postgres = Postgres.start();
        String url = postgres.createRegistry();
        Path token = TokenFile.create();
        int managerPort = BarePair.freePort();
        JavaProcess manager =
                service(
                        "manager-service",
                        recording(options, ""),
                        Map.of(
                                "server.port",
                                "" + managerPort,
                                "spring.datasource.url",
                                url,
                                "spring.datasource.username",
                                "bench_manager",
                                "spring.flyway.url",
                                url,
                                "spring.flyway.user",
                                "bench_owner",
                                "tasks.auth.token-file",
                                token.toString(),
                                "tasks.plan.id",
                                PLAN,
                                "tasks.plan.source",
                                folder.toString()));
        manager.awaitOk(managerPort, "/readyz", "");
        Map<String, String> settings =
                Map.of(
                        "server.port",
                        "" + BarePair.freePort(),
                        "spring.datasource.url",
                        url,
                        "spring.datasource.username",
                        "bench_docs",
                        "tasks.docs.token-file",
                        token.toString(),
                        "tasks.docs.manager-url",
                        "http://127.0.0.1:" + managerPort,
                        "tasks.docs.plan-id",
                        PLAN);
        List<String> flags = recording(options, ".docs");
        return new Site(postgres, manager, flags, settings, docs(flags, settings));
    }

    private static JavaProcess docs(List<String> flags, Map<String, String> settings)
            throws Exception {
        JavaProcess docs = service("docs-service", flags, settings);
        docs.awaitOk(Integer.parseInt(settings.get("server.port")), "/readyz", "");
        return docs;
    }

    /// Starts docs-service anew, with a setting more.
    void restart(String key, String value) throws Exception {
        docs.close();
        Map<String, String> settings = new HashMap<>(docsSettings);
        settings.put(key, value);
        docs = docs(docsFlags, settings);
    }

    /// What docs-service is started with, as `--key=value`, but for its port.
    List<String> docsSettings() {
        return docsSettings.entrySet().stream()
                .filter(setting -> !setting.getKey().equals("server.port"))
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private static List<String> recording(Options options, String ending) {
        return options.recording() == null
                ? List.of()
                : List.of(
                        "-XX:StartFlightRecording=settings=profile,filename="
                                + options.recording()
                                + ending);
    }

    private static JavaProcess service(
            String name, List<String> flags, Map<String, String> settings) throws IOException {
        Path jar = Path.of(System.getProperty("tasks.home"), name, "target", name + ".jar");
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-jar", jar.toString()));
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        arguments.add("--logging.level.root=warn");
        return JavaProcess.start(name, arguments, Map.of());
    }

    Postgres postgres() {
        return postgres;
    }

    int port() {
        return Integer.parseInt(docsSettings.get("server.port"));
    }

    /// Waits until so many rows are counted.
    void await(String count, long rows) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (postgres.number(DATABASE, count) < rows) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not so many: " + count);
            }
            Thread.sleep(100);
        }
    }

    /// Processor time of docs-service and of Postgres.
    Duration cpu() throws IOException {
        return docs.cpu().plus(postgres.cpu());
    }

    /// The same with the manager's.
    Duration allCpu() throws IOException {
        return cpu().plus(manager.cpu());
    }

    @Override
    public void close() throws IOException {
        docs.close();
        manager.close();
        postgres.close();
    }
}

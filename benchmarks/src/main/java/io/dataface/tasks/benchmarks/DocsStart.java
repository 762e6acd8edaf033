package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// From the start of docs-service's process to the first full page of a task, in a plan of
/// 2,000
/// pages that the registry has already: without a start cache, and with one that is recorded as
/// `tasks up` does it. Flags are those of `tasks up`, too.
final class DocsStart implements Benchmark {
    private static final int ROUNDS = 7;
    private static final String PAGE = "/docs/workstreams/area-01/tasks/task-0/";

    private final Table table = new Table("docs-service", "median s", "best", "worst", "CPU s");

    @Override
    public void run(Options options) throws Exception {
        Path folder = Files.createTempDirectory("benchmark-start-");
        WordyPlan.write(folder.resolve("plan/tasks"));
        Path jar = unpacked(folder.resolve("program"));
        Path cache = folder.resolve("docs-service.aot");
        try (Site site = Site.start(folder.resolve("plan"))) {
            site.await("select count(*) from search_page", WordyPlan.TASKS);
            measure("without a start cache", List.of(), jar, site);
            record(cache, jar, site);
            measure("with one", List.of("-XX:AOTCache=" + cache), jar, site);
        }
        table.print("From the start of the process to the first full page of a task");
    }

    private static Path unpacked(Path folder) throws IOException, InterruptedException {
        Path jar =
                Path.of(System.getProperty("tasks.home"), "docs-service/target/docs-service.jar");
        JavaProcess.startWith(
                        "unpack",
                        List.of(
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                folder.toString()),
                        Map.of())
                .await();
        return folder.resolve(jar.getFileName());
    }

    // What people look at first, as the training of an installation does.
    private static void record(Path cache, Path jar, Site site) throws Exception {
        int port = BarePair.freePort();
        JavaProcess docs =
                start(List.of("-XX:AOTCacheOutput=" + cache), jar, port, site.docsSettings());
        for (String page : List.of("/", "/docs/", "/status", "/workers")) {
            docs.awaitOk(port, page, "");
        }
        docs.end();
    }

    private void measure(String name, List<String> flags, Path jar, Site site) throws Exception {
        double[] seconds = new double[ROUNDS];
        double cpu = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int port = BarePair.freePort();
            long began = System.nanoTime();
            try (JavaProcess docs = start(flags, jar, port, site.docsSettings())) {
                docs.awaitOk(port, PAGE, "");
                seconds[round] = (System.nanoTime() - began) / 1e9;
                cpu += docs.cpu().toMillis() / 1e3 / ROUNDS;
            }
        }
        Arrays.sort(seconds);
        table.row(name, seconds[ROUNDS / 2], seconds[0], seconds[ROUNDS - 1], cpu);
    }

    private static JavaProcess start(List<String> flags, Path jar, int port, List<String> settings)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED"));
        arguments.addAll(flags);
        arguments.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
        arguments.addAll(settings);
        arguments.add("--spring.main.banner-mode=off");
        return JavaProcess.startWith("docs-service", arguments, Map.of());
    }
}

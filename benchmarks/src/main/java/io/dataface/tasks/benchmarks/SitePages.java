package io.dataface.tasks.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A page of a plan of 2,000 as this service sends it, beside nginx with the very same bytes and
/// beside what other programs make of the same tree: 8 and 16 connections, a closed loop, nothing
/// compressed but where a row says so.
final class SitePages implements Benchmark {
    private static final String PAGE = "/workstreams/area-01/tasks/task-0/";
    private static final String WORKSTREAM = "/docs/workstreams/area-01/";
    private static final List<Integer> CONNECTIONS = List.of(8, 16);

    /// Until the service's code is compiled.
    private static final Duration WARM_UP = Duration.ofSeconds(12);

    private final Table table =
            new Table(
                    "what",
                    "connections",
                    "bytes",
                    "a second",
                    "of nginx",
                    "p50 ms",
                    "p99 ms",
                    "faults");
    private final double[] nginx = new double[CONNECTIONS.size()];

    @Override
    public void run(Options options) throws Exception {
        List<String> missing =
                Stream.of("wrk", "nginx", "mkdocs", "hugo")
                        .filter(program -> !OtherServer.isThere(program))
                        .toList();
        if (!missing.isEmpty()) {
            System.err.println("Not on the PATH, so not measured: " + missing);
        }
        if (missing.contains("wrk")) {
            throw new IllegalStateException("without wrk nothing can be measured: install it");
        }
        Path folder = Files.createTempDirectory("benchmark-site-");
        WordyPlan.write(folder.resolve("plan/tasks"));
        try (Site site = Site.start(folder.resolve("plan"))) {
            site.await("select count(*) from search_page", WordyPlan.TASKS);
            byte[] page = bytes(site, "/docs" + PAGE);
            if (options.has("nginx") && !missing.contains("nginx")) {
                try (var server = OtherServer.nginx(folder.resolve("nginx"), page)) {
                    measure("nginx, the same bytes", server.url(), options, page.length);
                    String tag = tag(server.port(), server.page());
                    measure("nginx, 304", server.url(), options, 0, "If-None-Match: " + tag);
                }
            }
            if (options.has("docs")) {
                ours(site, options, page);
            }
            Path plan = folder.resolve("plan/tasks");
            if (options.has("hugo") && !missing.contains("hugo")) {
                measure(OtherServer.hugo(folder.resolve("hugo"), plan, PAGE), options);
            }
            if (options.has("mkdocs") && !missing.contains("mkdocs")) {
                measure(OtherServer.mkdocs(folder.resolve("mkdocs"), plan, PAGE), options);
            }
        }
        table.print("A page of a plan of 2,000, closed loop, wrk on one thread");
    }

    private void ours(Site site, Options options, byte[] page) throws Exception {
        String root = "http://127.0.0.1:" + site.port();
        String address = root + "/docs" + PAGE;
        Wrk.load(address, CONNECTIONS.getLast(), WARM_UP, List.of());
        measure("docs-service, a task's page", address, options, page.length);
        String tag = "If-None-Match: " + tag(site.port(), "/docs" + PAGE);
        measure("the same, 304", address, options, 0, tag);
        measure("the same, gzip", address, options, 0, "Accept-Encoding: gzip");
        int size = bytes(site, WORKSTREAM).length;
        measure("a workstream's page, 182 tasks", root + WORKSTREAM, options, size);
        measure("home", root + "/", options, bytes(site, "/").length);
        measure("status", root + "/status", options, bytes(site, "/status").length);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Callable<Void> changes = () -> change(site);
            var changing = threads.submit(changes);
            measure("a task's page, while others change", address, options, page.length);
            measure("a workstream's page, while it changes", root + WORKSTREAM, options, size);
            changing.cancel(true);
        }
    }

    // Ten times a second another task is kicked off or taken back, and told of.
    @SuppressWarnings("NullAway") // A call that answers nothing answers null.
    private static Void change(Site site) throws Exception {
        for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
            String slug = "task-" + 11 * (1 + i / 2 % 100);
            site.postgres()
                    .execute(
                            Site.DATABASE,
                            i % 2 == 0
                                    ? "delete from dispatch"
                                    : "insert into dispatch (id, task_key, number, kind, state,"
                                            + " priority, queued_by) select gen_random_uuid(), key,"
                                            + " 1, 'START', 'QUEUED', 2, 'b' from task where slug ="
                                            + " '%s'".formatted(slug),
                            "select pg_notify('tasks_changed', '{\"plan\":\"%s\",\"tasks\":[\"%s\"]}')"
                                    .formatted(Site.PLAN, slug));
            Thread.sleep(100);
        }
        return null;
    }

    private void measure(OtherServer server, Options options) throws Exception {
        try (server;
                Wire wire = new Wire(server.port(), "")) {
            int size = wire.send("GET", server.page(), null).ok().body().length;
            measure(server.name() + ", its own page", server.url(), options, size);
        }
    }

    private void measure(String what, String url, Options options, int bytes, String... headers)
            throws Exception {
        List<String> lines = new ArrayList<>(List.of(headers));
        Duration time = options.seconds();
        Wrk.load(url, CONNECTIONS.getFirst(), time.dividedBy(2).plusSeconds(1), lines);
        for (int i = 0; i < CONNECTIONS.size(); i++) {
            Wrk.Answers answers = Wrk.load(url, CONNECTIONS.get(i), time, lines);
            if (nginx[i] == 0) {
                nginx[i] = answers.perSecond();
            }
            table.row(
                    what,
                    CONNECTIONS.get(i),
                    bytes == 0 ? "" : "%,d".formatted(bytes),
                    answers.perSecond(),
                    answers.perSecond() / nginx[i],
                    answers.p50Millis(),
                    answers.p99Millis(),
                    answers.fault());
        }
    }

    private static byte[] bytes(Site site, String path) throws Exception {
        try (Wire wire = new Wire(site.port(), "")) {
            return wire.send("GET", path, null).ok().body();
        }
    }

    private static String tag(int port, String path) throws Exception {
        try (Wire wire = new Wire(port, "")) {
            return wire.send("GET", path, null).ok().tag();
        }
    }
}

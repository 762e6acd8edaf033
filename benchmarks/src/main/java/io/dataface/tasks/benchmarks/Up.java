package io.dataface.tasks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An installation that `tasks up` keeps running.
final class Up implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("tasks.home"));
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final BufferedReader out;
    private final Path data;
    private final int port;
    private final int managerPort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Up(Process process, Path data, int port, int managerPort) {
        this.process = process;
        this.out = process.inputReader();
        this.data = data;
        this.port = port;
        this.managerPort = managerPort;
    }

    /// Begins to start; [#awaitReady] waits for the end of that.
    static Up begin(Path data, String... arguments) throws IOException {
        int port = BarePair.freePort();
        int managerPort = BarePair.freePort();
        List<String> command = new ArrayList<>(List.of(HOME.resolve("tasks").toString(), "up"));
        command.addAll(List.of("--json", "--data", data.toString(), "--port", "" + port));
        command.addAll(List.of("--manager-port", "" + managerPort));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TASKS_SKIP_BUILD", "1");
        builder.environment().put("TASKS_START_CACHES", "off");
        return new Up(builder.start(), data, port, managerPort);
    }

    Up awaitReady() throws IOException {
        if (out.readLine() == null) {
            throw new IOException("tasks up did not start");
        }
        return this;
    }

    /// A page of the docs, or a part of the manager's API that needs no body.
    HttpRequest request(String path) throws IOException {
        boolean api = path.startsWith("/api/");
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + (api ? managerPort : port) + path))
                        .timeout(LIMIT);
        return api ? request.header("Authorization", "Bearer " + token()).build() : request.build();
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
    }

    /// Posts JSON to the manager; answers the body.
    String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(request(path), (_, _) -> true)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + answer.body());
        }
        return answer.body();
    }

    /// Whether the workers' page shows a worker by now.
    boolean showsAWorker() throws InterruptedException {
        try {
            return get("/workers").contains("worker-1");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String token() throws IOException {
        return Files.readString(data.resolve("secrets/token")).strip();
    }

    int managerPort() {
        return managerPort;
    }

    /// Processor time of the launcher and all that it started and that still runs.
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Proportional share of memory of the launcher and all it started, in MB (Linux).
    long memory() throws IOException {
        long kilobytes = 0;
        for (ProcessHandle one :
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            try (var lines = Files.lines(Path.of("/proc/" + one.pid() + "/smaps_rollup"))) {
                kilobytes +=
                        lines.filter(line -> line.startsWith("Pss:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum();
            }
        }
        return kilobytes / 1024;
    }

    @Override
    public void close() throws IOException {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("tasks up did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

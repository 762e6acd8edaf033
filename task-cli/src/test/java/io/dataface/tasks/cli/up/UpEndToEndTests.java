package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The launcher and everything behind it, from a person's keyboard to the database and back.
class UpEndToEndTests {
    private static final Path PROJECT = Path.of(System.getProperty("tasks.root", ".."));
    private static final Duration RUN_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_LIMIT_SECONDS = 10;

    @TempDir Path folder;
    private final int port = Ports.freeForDatabase();
    private final int managerPort = freeBeside(port);
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process up;

    @AfterEach
    void stopWhatIsLeft() throws InterruptedException {
        if (up != null && up.isAlive()) {
            up.destroy();
            up.waitFor(2 * STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void queueHistoryAndLogsSurviveAStopAndAStart() throws Exception {
        start();
        post("/api/v1/kickoffs", "{\"tasks\":[\"dig-the-cellar\"]}");
        await().atMost(RUN_LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(newestDispatch().path("state").asString())
                                        .isEqualTo("SUCCEEDED"));
        post("/api/v1/queue/pause", "{\"reason\":\"for the night\"}");
        post("/api/v1/kickoffs", "{\"tasks\":[\"plant-the-garden\"]}");
        String dispatch = "/api/v1/dispatches/" + newestDispatch().path("id").asString();
        String log = get(dispatch + "/log");
        JsonNode history = json(dispatch + "/history");
        JsonNode queue = json("/api/v1/queue");
        assertThat(log).contains("Done.");
        assertThat(queue.toString()).contains("PLANT_THE_GARDEN");
        stop();

        start();

        assertThat(get(dispatch + "/log")).isEqualTo(log);
        assertThat(json(dispatch + "/history")).isEqualTo(history);
        assertThat(json("/api/v1/queue")).isEqualTo(queue);
        stop();
    }

    @Test
    void nothingIsLeftOfAnInstallationWhoseLauncherIsKilled() throws Exception {
        start();
        List<ProcessHandle> all = processes();
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);

        running().destroyForcibly();

        await().atMost(Duration.ofSeconds(STOP_LIMIT_SECONDS))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void start() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        PROJECT.resolve("tasks").toString(),
                        "up",
                        "--json",
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(port),
                        "--manager-port",
                        Integer.toString(managerPort));
        builder.environment().put("TASKS_SKIP_BUILD", "1");
        builder.environment().put("TASKS_START_CACHES", "off");
        builder.environment().put("DEMO_AGENT_SECONDS", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectError(folder.resolve("up.err").toFile()).start();
        up = process;
        // `up` ends by itself where something does not start in time.
        String line = process.inputReader().readLine();
        assertThat(line)
                .as(Files.readString(folder.resolve("up.err")))
                .contains("\"managerUrl\":\"http://127.0.0.1:" + managerPort + "\"");
    }

    private void stop() throws InterruptedException {
        List<ProcessHandle> all = processes();

        running().destroy();

        assertThat(running().waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(RunFile.find(data())).isEmpty();
    }

    private Process running() {
        Process process = up;
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    /// Everything that was started, the database's own processes and the agents' included.
    private List<ProcessHandle> processes() {
        return RunFile.find(data()).orElseThrow().processes().stream()
                .flatMap(process -> process.findAlive().stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
    }

    private DataFolder data() {
        return new DataFolder(folder);
    }

    private JsonNode newestDispatch() throws IOException, InterruptedException {
        return json("/api/v1/tasks/dig-the-cellar/dispatches").path("items").path(0);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return new JsonMapper().readTree(get(path));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managerPort + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + Files.readString(data().token()).strip());
    }

    private static int freeBeside(int taken) {
        int port = Ports.freeForDatabase();
        return port == taken ? freeBeside(taken) : port;
    }
}

package io.dataface.tasks.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ManagerIntegrationTest
@DirtiesContext
class SyncLoopIntegrationTests {
    private static final Path FOLDER = folder();

    @Autowired JdbcClient jdbc;
    private Api api = new Api(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("tasks.plan.id", () -> "mine");
        properties.add("tasks.plan.source", FOLDER::toString);
        properties.add("tasks.repositories.code.url", () -> "https://example.org/code.git");
        properties.add("tasks.repositories.code.completion-rule", () -> "branch_pushed");
        properties.add("tasks.agents", () -> "demo");
        properties.add("tasks.max-live", () -> "7");
    }

    @BeforeEach
    void server(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void whatIsConfiguredStandsInTheRegistry() {
        assertThat(row("select * from plan"))
                .containsEntry("id", "mine")
                .containsEntry("source_kind", "folder")
                .containsEntry("default_repository", "code")
                .containsEntry("default_agent", "demo");
        assertThat(row("select * from repository where active"))
                .containsEntry("name", "code")
                .containsEntry("completion_rule", "branch_pushed");
        assertThat(row("select * from overall_limit")).containsEntry("max_live", 7);
    }

    @Test
    void aFileThatIsWrittenIsSeenByItself() throws IOException {
        write("workstreams/web/tasks/new.md", "---\ntitle: New\n---\n");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.get("/api/v1/tasks/WEB-NEW").status() == 200);
    }

    @Test
    void aSyncThatIsAskedForAnswersWhenItIsDone() throws IOException {
        write("workstreams/web/tasks/asked.md", "---\ntitle: Asked\nowner: nobody\n---\n");
        var plan = api.send(api.request("/api/v1/plans/mine/sync").POST(BodyPublishers.noBody()));

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.json().at("/problems/0/rule").asString()).isEqualTo("owner-unknown");
        assertThat(plan.json().at("/problems/0/path").asString())
                .isEqualTo("workstreams/web/tasks/asked.md");
        assertThat(api.get("/api/v1/tasks/asked").json().get("ownerProblem").asString())
                .contains("nobody");
    }

    @Test
    void anotherPlanIsNotSyncedHere() {
        assertThat(
                        api.send(
                                        api.request("/api/v1/plans/other/sync")
                                                .POST(BodyPublishers.noBody()))
                                .status())
                .isEqualTo(404);
    }

    private Map<String, Object> row(String sql) {
        return Map.copyOf(
                jdbc.sql(sql).query().singleRow().entrySet().stream()
                        .filter(e -> e.getValue() != null)
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey,
                                        e -> Objects.requireNonNull(e.getValue()))));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("plan");
            Files.createDirectories(folder.resolve("tasks"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String path, String text) throws IOException {
        Path file = FOLDER.resolve("tasks").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}

package io.dataface.tasks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ComposeFileTests {
    private static final String VENDORED = "deploy/src/test/resources/compose-spec-schema/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String text() {
        return Project.text("docker-compose.yml");
    }

    private static ComposeFile parse(String text) {
        return ComposeFile.parse(text, ComposeRules.variables());
    }

    @Test
    void theFileIsWhatTheSpecificationAllows() {
        assertThat(schemaErrors(parse(text()))).isEmpty();
    }

    @Test
    void whatIsLaidOverItIsAllowedToo() {
        var namespaces = Project.text("deploy/docker/user-namespaces.yml");
        assertThat(schemaErrors(parse(namespaces))).isEmpty();
        var page = Project.text("docs/containers.md");
        var example = page.substring(page.indexOf("```yaml") + 7);
        var own = parse(example.substring(0, example.indexOf("```")).replace(":?}", ":-}"));
        assertThat(schemaErrors(own)).isEmpty();
        for (var each :
                Map.of("manager", "manager-service", "worker-2", "dispatch-worker").entrySet()) {
            var known = ConfigurationKeys.of(each.getValue());
            assertThat(own.environment(each.getKey()).keySet())
                    .filteredOn(name -> name.startsWith("TASKS_"))
                    .isNotEmpty()
                    .allMatch(name -> known.stream().anyMatch(key -> key.matcher(name).matches()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    read_only: true                       | readonly: true
                    {condition: service_healthy}          | {condition: service_ready}
                    stop_grace_period: 20s                | stop_grace_period: [20]
                    {file: ./deploy/docker/.secrets/token} | {path: ./token}
                    """)
    void theSchemaFindsWhatItDoesNotAllow(String good, String bad) {
        assertThat(text()).contains(good);
        assertThat(schemaErrors(parse(text().replace(good, bad)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "pubsub"})
    void theFileKeepsOurRulesWithEachTransport(String transport) {
        var file =
                ComposeFile.parse(
                        text(),
                        Map.of("TASKS_UID", "1", "TASKS_GID", "1", "COMPOSE_PROFILES", transport));
        assertThat(ComposeRules.problems(file)).isEmpty();
        for (var service : List.of("manager", "worker-1", "worker-2")) {
            assertThat(file.environment(service)).containsEntry("TASKS_TRANSPORT", transport);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    image: postgres:18        | image: postgres               | postgres: its image is not pinned
                    image: postgres:18        | image: example.org/postgres:18 | postgres: its image names a host
                    read_only: true           | read_only: false              | manager: its root can be written
                    cap_drop: [ALL]           | cap_drop: [NET_RAW]           | docs: it keeps capabilities
                    "no-new-privileges:true"  | "label:disable"               | worker-1: it may get new privileges
                    mem_limit: 3g             | cpu_shares: 1                 | worker-2: it has no mem_limit
                    postgres: {condition: service_healthy} | postgres: {condition: service_started} | manager: does not wait for postgres
                    , required: false         |                               | worker-1: needs pubsub, which a profile leaves out
                    test: ["CMD-SHELL", "PGP | x-test: ["CMD-SHELL", "PGP | docs: postgres has no health check to wait for
                    entrypoint: ["tini", "--", "demo", "/demo"]\\n    restart: "no" | init: true | manager: demo never completes
                    "127.0.0.1:${TASKS_PORT:-8005}:8005" | "8005:8005"        | ports: not just the pages
                    networks: [work]          | networks: [work, front]       | worker-1: its agents reach docs
                    database: {internal: true} | database: {}                 | postgres: its network database leads outside
                    token: {file: ./deploy/docker/.secrets/token} |           | secrets: used
                    demo: {}                  |                               | volumes: used
                    TASKS_WORKER_NAME: worker-1 | AGENT_API_KEY: x            | worker-1: a secret stands in its environment
                    logins.sql:/              | absent.sql:/                  | postgres: there is no
                    ["demo:/demo:ro"]         | ["/var/run/docker.sock:/s"]   | manager: it has the engine's socket
                    init: true                | privileged: true              | manager: it has privileged
                    """)
    void aPlantedViolationIsFound(String good, String bad, String problem) {
        var planted = good.replace("\\n", "\n");
        assertThat(text()).contains(planted);
        var file = parse(text().replace(planted, bad == null ? "" : bad));
        assertThat(ComposeRules.problems(file)).anyMatch(each -> each.startsWith(problem));
    }

    @Test
    void withoutSecretsTheFileSaysHowToMakeThem() {
        assertThatThrownBy(() -> ComposeFile.parse(text(), Map.of()))
                .hasMessage("TASKS_UID: run deploy/docker/secrets first");
    }

    @Test
    void theScriptMakesEverySecret() {
        var script = Project.text("deploy/docker/secrets");
        var names =
                script.lines().filter(line -> line.startsWith("names=")).findFirst().orElseThrow();
        for (var name : parse(text()).tree().path("secrets").propertyNames()) {
            assertThat(names.split("[ \"]")).contains(name);
        }
    }

    @Test
    void everyServiceHasTimeToStop() {
        var file = parse(text());
        for (var name : List.of("worker-1", "worker-2")) {
            var drain = file.environment(name).get("TASKS_WORKER_DRAINLIMIT");
            long limit = Long.parseLong(java.util.Objects.requireNonNull(drain).replace("s", ""));
            // What still runs then is stopped and reported, and the web server ends after it.
            assertThat(ComposeRules.seconds(file.service(name).path("stop_grace_period")))
                    .isGreaterThanOrEqualTo(limit + 30);
        }
        assertThat(Project.text("manager-service/src/main/resources/application.yaml"))
                .contains("timeout-per-shutdown-phase: 8s");
        assertThat(ComposeRules.seconds(file.service("manager").path("stop_grace_period")))
                .isGreaterThanOrEqualTo(3 * 8);
        assertThat(file.environment("docs"))
                .containsEntry("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "8s");
        assertThat(ComposeRules.seconds(file.service("docs").path("stop_grace_period")))
                .isGreaterThanOrEqualTo(2 * 8);
    }

    @Test
    void theVendoredSchemaIsTheOneThatItsTableNames() throws IOException, NoSuchAlgorithmException {
        var bytes = Files.readAllBytes(Project.file(VENDORED + "schema.json"));
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(Project.text(VENDORED + "README.md")).contains("`" + sum + "`");
    }

    private static List<Error> schemaErrors(ComposeFile file) {
        var schema = (ObjectNode) JSON.readTree(Project.text(VENDORED + "schema.json"));
        JSON.readTree(Project.text(VENDORED + "additions.json"))
                .properties()
                .forEach(
                        addition ->
                                ((ObjectNode) schema.at(addition.getKey()))
                                        .setAll((ObjectNode) addition.getValue()));
        // As written there, the address of this draft has the wrong scheme.
        schema.put("$schema", "https://json-schema.org/draft/2019-09/schema");
        withoutIds(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(schema)
                .validate(file.tree());
    }

    // Names of an older draft, which nothing refers to and this one does not know.
    private static void withoutIds(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("id").isString()) {
            object.remove("id");
        }
        node.forEach(ComposeFileTests::withoutIds);
    }
}

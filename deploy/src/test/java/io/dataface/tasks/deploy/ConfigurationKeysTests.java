package io.dataface.tasks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationKeysTests {
    /// Spring's own that the compose file sets.
    private static final Set<String> SPRING =
            Set.of(
                    "SPRING_CONFIG_IMPORT",
                    "SPRING_DATASOURCE_URL",
                    "SPRING_DATASOURCE_USERNAME",
                    "SPRING_FLYWAY_URL",
                    "SPRING_FLYWAY_USER",
                    "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE");

    @ParameterizedTest
    @CsvSource({
        "manager, manager-service",
        "docs, docs-service",
        "worker-1, dispatch-worker",
        "worker-2, dispatch-worker"
    })
    void aServiceGetsOnlyWhatItKnows(String service, String heading) {
        var known = ConfigurationKeys.of(heading);
        assertThat(known).isNotEmpty();
        var file = ComposeFile.parse(Project.text("docker-compose.yml"), ComposeRules.variables());
        var unknown =
                file.environment(service).keySet().stream()
                        .filter(name -> !SPRING.contains(name) && !name.startsWith("DEMO_"))
                        .filter(
                                name ->
                                        known.stream()
                                                .noneMatch(key -> key.matcher(name).matches()))
                        .collect(Collectors.toSet());
        assertThat(unknown).isEmpty();
    }
}

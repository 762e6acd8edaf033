package io.dataface.tasks.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ImagesIntegrationTests {
    private static final Pattern SECRET =
            Pattern.compile(
                    "-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}"
                            + "|sk-[a-z]+-[A-Za-z0-9]{16}|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern SETTING =
            Pattern.compile("(?im)^.*(password|secret|token)[a-z_.-]*\\s*[:=]\\s*[^\\s$#/].*$");

    private static ImageTar image(String module) throws IOException {
        var file = Project.file(module + "/target/jib-image.tar");
        assumeTrue(
                Files.exists(file),
                "no image: build with -Pimages -Dtasks.image.java=scratch"
                        + " -Dtasks.image.java-git=scratch");
        return ImageTar.read(file);
    }

    @ParameterizedTest
    @CsvSource({
        "manager-service, manager, 8010, io.dataface.tasks.manager.ManagerApplication",
        "docs-service, docs, 8005, io.dataface.tasks.docs.DocsApplication"
    })
    void anImageSaysWhatItIsAndHowItRuns(String module, String name, String port, String main)
            throws IOException {
        var image = image(module);
        var config = image.config().path("config");
        assertThat(image.tags()).containsExactly("dataface-tasks/" + name + ":0.1.0-SNAPSHOT");
        assertThat(image.entrypoint())
                .startsWith("java")
                .contains("-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=/tmp")
                .endsWith("-cp", "@/app/jib-classpath-file", main);
        assertThat(config.path("User").asString()).isEqualTo("10001:10001");
        assertThat(config.path("ExposedPorts").propertyNames()).containsExactly(port + "/tcp");
        assertThat(config.path("Env").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("LANG=C.UTF-8", "HOME=/tmp", "SERVER_ADDRESS=0.0.0.0");
        assertThat(config.path("Labels").propertyNames())
                .contains(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.licenses");
        assertThat(config.path("Labels").path("org.opencontainers.image.title").asString())
                .isEqualTo(module);
        assertThat(config.path("Volumes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"manager-service", "docs-service"})
    void whatChangesOftenLiesInUpperLayers(String module) throws IOException {
        var image = image(module);
        assertThat(image.layers().stream().map(ImageTar.Layer::purpose))
                .containsExactly(
                        "dependencies",
                        "project dependencies",
                        "resources",
                        "classes",
                        "jvm arg files");
        assertThat(image.layer("dependencies").entries().keySet())
                .noneMatch(name -> name.contains("SNAPSHOT"))
                .anyMatch(name -> name.matches("app/libs/spring-boot-[0-9.]+\\.jar"));
        assertThat(image.layer("project dependencies").entries())
                .containsKey("app/libs/shared-model-0.1.0-SNAPSHOT.jar");
        // The health check of docker-compose.yml is a class of this library.
        assertThat(classPath(image)).contains("/app/libs/shared-model-0.1.0-SNAPSHOT.jar");
    }

    @ParameterizedTest
    @CsvSource({"manager-service", "docs-service"})
    void itsUserCanReadEverythingAndChangeNothing(String module) throws IOException {
        for (var layer : image(module).layers()) {
            assertThat(layer.entries())
                    .allSatisfy(
                            (name, entry) -> {
                                assertThat(entry.owner()).as(name).isZero();
                                assertThat(entry.mode() & 022).as(name).isZero();
                                assertThat(entry.mode() & 04).as(name).isNotZero();
                            });
        }
    }

    @ParameterizedTest
    @CsvSource({"manager-service", "docs-service"})
    void noSecretAndNothingOfThisMachineIsInside(String module) throws IOException {
        var image = image(module);
        assertThat(image.config().toString()).doesNotContain("PASSWORD", "TOKEN", "SECRET");
        var home = System.getProperty("user.home") + "/";
        for (var layer : image.layers()) {
            layer.entries()
                    .forEach(
                            (name, entry) -> {
                                assertThat(name)
                                        .doesNotMatch(
                                                ".*(\\.env|\\.pem|\\.key|id_rsa|\\.secrets).*");
                                var text = new String(entry.bytes(), ISO_8859_1);
                                assertThat(secretsIn(name, text)).as(name).isEmpty();
                                assertThat(text.contains(home))
                                        .as(name + " names " + home)
                                        .isFalse();
                            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app/resources/application.yaml | password: hunter2
                    app/resources/x.properties     | spring.flyway.password=hunter2
                    app/classes/x.class            | -----BEGIN PRIVATE KEY
                    app/classes/x.class            | 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                    """)
    void aPlantedSecretIsFound(String name, String text) {
        assertThat(secretsIn(name, text)).isNotEmpty();
    }

    // Jars of others have keys of their own tests; what is ours lies open in the upper layers.
    private static List<String> secretsIn(String name, String text) {
        if (name.endsWith(".jar") || name.contains("/assets/") || name.contains("/vendored/")) {
            return List.of();
        }
        var patterns =
                name.matches(".*\\.(ya?ml|properties)")
                        ? List.of(SECRET, SETTING)
                        : List.of(SECRET);
        return patterns.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(MatchResult::group)
                .toList();
    }

    private static String classPath(ImageTar image) {
        var file = image.layer("jvm arg files").entries().get("app/jib-classpath-file");
        return new String(Objects.requireNonNull(file).bytes(), UTF_8);
    }
}

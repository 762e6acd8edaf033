package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.Api;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description of the REST API is checked in; run with `-Dtasks.openapi.write=true` to
/// renew it.
@ManagerIntegrationTest
class OpenApiIntegrationTests {
    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @LocalServerPort int port;

    @Test
    void theCheckedInDescriptionIsWhatIsServed() throws IOException {
        var served = (ObjectNode) new Api(port).get("/v3/api-docs").json();
        served.remove("servers");
        String text = JSON.writeValueAsString(served) + "\n";
        if (Boolean.getBoolean("tasks.openapi.write")) {
            Files.writeString(FILE, text);
        }

        assertThat(served.at("/openapi").asString()).startsWith("3.1");
        assertThat(Files.readString(FILE))
                .as("docs/openapi.json; renew it with -Dtasks.openapi.write=true")
                .isEqualTo(text);
    }
}

package io.dataface.tasks.manager.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One operation of the REST API as docs/openapi.json describes it.
///
/// @param schema the name of its body's schema; null: it has none, or bytes
public record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        boolean body,
        @Nullable String schema) {
    private static final Path FILE = Path.of("..", "docs", "openapi.json");

    /// @param in `path`, `query` or `header`
    public record Parameter(String name, String in, boolean required) {}

    /// All that are described.
    public static List<Operation> all() throws IOException {
        JsonNode paths = new JsonMapper().readTree(Files.readString(FILE)).get("paths");
        var all = new ArrayList<Operation>();
        for (var path : paths.properties()) {
            for (var method : path.getValue().properties()) {
                all.add(of(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return all;
    }

    private static Operation of(String method, String path, JsonNode described) {
        var parameters =
                described.path("parameters").valueStream().map(Operation::parameter).toList();
        JsonNode content = described.at("/requestBody/content");
        String reference = content.path("application/json").at("/schema/$ref").asString("");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                !content.isMissingNode(),
                reference.isEmpty() ? null : reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static Parameter parameter(JsonNode described) {
        return new Parameter(
                described.get("name").asString(),
                described.get("in").asString(),
                described.path("required").asBoolean(false));
    }

    public List<Parameter> in(String place) {
        return parameters.stream().filter(p -> p.in().equals(place)).toList();
    }

    public boolean reads() {
        return method.equals("GET");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

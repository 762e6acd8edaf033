package io.dataface.tasks.deploy;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A compose file as Compose sees it: with merge keys and variables replaced.
///
/// @param tree the whole file
record ComposeFile(JsonNode tree) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:-|:\\?)([^}]*))?}");

    /// @throws IllegalArgumentException naming a variable that must be set and is not
    static ComposeFile parse(String text, Map<String, String> variables) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        JsonNode written = JSON.valueToTree(yaml.<Object>load(text));
        var replaced =
                VARIABLE.matcher(written.toString())
                        .replaceAll(
                                match -> Matcher.quoteReplacement(replacement(match, variables)));
        return new ComposeFile(JSON.readTree(replaced));
    }

    private static String replacement(MatchResult match, Map<String, String> variables) {
        var name = match.group(1);
        if (name == null) {
            return "$";
        }
        var value = variables.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (":?".equals(match.group(2))) {
            throw new IllegalArgumentException(name + ": " + match.group(3));
        }
        return match.group(3) == null ? "" : match.group(3);
    }

    /// The services by name.
    Map<String, JsonNode> services() {
        var services = new TreeMap<String, JsonNode>();
        tree.path("services")
                .properties()
                .forEach(each -> services.put(each.getKey(), each.getValue()));
        return services;
    }

    JsonNode service(String name) {
        return tree.path("services").path(name);
    }

    /// A service's environment.
    Map<String, String> environment(String service) {
        var variables = new TreeMap<String, String>();
        service(service)
                .path("environment")
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asString()));
        return variables;
    }
}

package io.dataface.tasks.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The settings that docs/configuration.md lists, as the environment variables that set them.
final class ConfigurationKeys {
    private static final Pattern KEY = Pattern.compile("`((?:tasks|spring)\\.[a-z0-9.<>-]+)`");

    private ConfigurationKeys() {}

    /// Patterns of the variables that one service takes.
    ///
    /// @param heading where its table begins
    static List<Pattern> of(String heading) {
        var patterns = new ArrayList<Pattern>();
        boolean within = false;
        for (var line : Project.text("docs/configuration.md").lines().toList()) {
            if (line.startsWith("## ")) {
                within = line.startsWith("## " + heading);
            }
            if (within && line.startsWith("| ")) {
                var keys = line.substring(0, line.indexOf('|', 1));
                KEY.matcher(keys).results().forEach(key -> patterns.add(variable(key.group(1))));
            }
        }
        return patterns;
    }

    // Spring Boot's rule: dots become underscores, dashes go, letters are capitals.
    private static Pattern variable(String key) {
        var name = key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        return Pattern.compile(name.replaceAll("<[A-Z]+>", "[A-Z0-9]+") + "(_[0-9]+)?");
    }
}

package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.connection.Setting.Origin;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.GlobalOptions;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Terminal;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The settings by origin: flag, environment, `tasks.properties` in the current folder, the user's
/// file, default.
public final class Settings {
    public static final String DATA = "data";
    public static final String MANAGER_URL = "manager-url";
    public static final String TOKEN_FILE = "token-file";
    public static final String PLAN = "plan";
    public static final String TIMEOUT = "timeout";
    public static final String ACTOR = "actor";
    public static final List<String> KEYS =
            List.of(DATA, MANAGER_URL, TOKEN_FILE, PLAN, TIMEOUT, ACTOR);

    private final Map<Origin, Map<String, String>> layers;
    private final Map<Origin, String> files;

    private Settings(Map<Origin, Map<String, String>> layers, Map<Origin, String> files) {
        this.layers = layers;
        this.files = files;
    }

    /// Reads the settings that apply to this run.
    ///
    /// @throws CliException where a settings file is unreadable or has an unknown key
    public static Settings of(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        Path project = currentFolder(terminal).resolve("tasks.properties");
        Path user = userFile(terminal, invocation.options());
        var layers = new EnumMap<Origin, Map<String, String>>(Origin.class);
        layers.put(Origin.FLAG, flags(invocation.options()));
        layers.put(Origin.ENVIRONMENT, environment(terminal));
        layers.put(Origin.PROJECT_FILE, file(project, false));
        layers.put(Origin.USER_FILE, file(user, invocation.options().config() != null));
        layers.put(Origin.DEFAULT, defaults(terminal));
        var files = new EnumMap<Origin, String>(Origin.class);
        files.put(Origin.PROJECT_FILE, project.toString());
        files.put(Origin.USER_FILE, user.toString());
        return new Settings(layers, files);
    }

    /// The value that wins.
    public Setting get(String key) {
        for (Origin origin : Origin.values()) {
            Setting setting = get(key, origin);
            if (setting.value() != null) {
                return setting;
            }
        }
        return new Setting(key, null, Origin.DEFAULT, "not set");
    }

    /// The value at one origin.
    Setting get(String key, Origin origin) {
        String value = layers.getOrDefault(origin, Map.of()).get(key);
        String where =
                switch (origin) {
                    case FLAG -> "--" + key;
                    case ENVIRONMENT -> variable(key);
                    case PROJECT_FILE, USER_FILE -> files.getOrDefault(origin, "");
                    case DEFAULT -> "default";
                };
        return new Setting(key, value, origin, where);
    }

    private static String variable(String key) {
        return "TASKS_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Map<String, String> flags(GlobalOptions options) {
        var flags = new HashMap<String, String>();
        put(flags, DATA, options.data());
        put(flags, MANAGER_URL, options.managerUrl());
        put(flags, TOKEN_FILE, options.tokenFile());
        put(flags, PLAN, options.plan());
        var timeout = options.timeout();
        put(flags, TIMEOUT, timeout == null ? null : timeout.toMillis() + "ms");
        return flags;
    }

    private static Map<String, String> environment(Terminal terminal) {
        var values = new HashMap<String, String>();
        KEYS.forEach(key -> put(values, key, terminal.variable(variable(key))));
        return values;
    }

    private static Map<String, String> defaults(Terminal terminal) {
        var values = new HashMap<String, String>();
        put(values, TIMEOUT, "30s");
        put(values, ACTOR, terminal.property("user.name"));
        return values;
    }

    private static void put(Map<String, String> values, String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value.toString());
        }
    }

    private static Map<String, String> file(Path file, boolean required) {
        if (!required && !Files.isRegularFile(file)) {
            return Map.of();
        }
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(Exit.USAGE, "settings", "cannot read the settings file " + file)
                    .why(e.toString())
                    .fix("mend it, or name another with --config")
                    .cause(e);
        }
        var values = new HashMap<String, String>();
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new CliException(
                                Exit.USAGE, "settings", file + " sets the unknown key " + key)
                        .fix(
                                DidYouMean.sentence(
                                        DidYouMean.nearest(key, KEYS),
                                        "known are " + String.join(", ", KEYS)));
            }
            values.put(key, properties.getProperty(key));
        }
        return values;
    }

    private static Path userFile(Terminal terminal, GlobalOptions options) {
        Path named = options.config();
        if (named != null) {
            return named;
        }
        String variable = terminal.variable("TASKS_CONFIG");
        if (variable != null) {
            return Path.of(variable);
        }
        String xdg = terminal.variable("XDG_CONFIG_HOME");
        String home = terminal.property("user.home");
        Path folder =
                xdg != null ? Path.of(xdg) : Path.of(home == null ? "." : home).resolve(".config");
        return folder.resolve("dataface-tasks").resolve("config.properties");
    }

    /// The folder that the command was called in.
    public static Path currentFolder(Terminal terminal) {
        String folder = terminal.property("user.dir");
        return Path.of(folder == null ? "" : folder);
    }
}

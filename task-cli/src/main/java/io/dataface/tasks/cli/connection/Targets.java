package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.connection.Setting.Origin;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Json;
import io.dataface.tasks.cli.invocation.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds the manager: the strongest origin that names a manager or a data folder wins, else the
/// installation that the launcher's `.tasks/` points at.
public final class Targets {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Settings settings;
    private final Terminal terminal;

    private Targets(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /// The manager that this run talks to.
    ///
    /// @throws CliException with exit 6 where nothing runs, exit 2 where a setting is wrong
    public static Target find(Invocation invocation, Settings settings) {
        return new Targets(settings, invocation.terminal()).find();
    }

    /// The data folder that applies, whether or not anything runs there.
    public static Path dataFolder(Settings settings, Terminal terminal) {
        String named = settings.get(Settings.DATA).value();
        return named != null ? Path.of(named) : pointedAt(terminal);
    }

    private Target find() {
        for (Origin origin : Origin.values()) {
            Setting url = settings.get(Settings.MANAGER_URL, origin);
            if (url.value() != null) {
                return remote(url, url.value());
            }
            Setting data = settings.get(Settings.DATA, origin);
            if (data.value() != null) {
                return local(Path.of(data.value()), data.where());
            }
        }
        return local(pointedAt(terminal), "default");
    }

    private Target remote(Setting setting, String url) {
        URI manager = address(url, setting.where());
        if (!LOOPBACK.contains(manager.getHost())) {
            if (setting.origin() == Origin.PROJECT_FILE) {
                throw new CliException(
                                Exit.USAGE,
                                "settings",
                                setting.where() + " may not name a manager on another machine")
                        .why("a file in a repository could send your token anywhere")
                        .fix("set it by --manager-url, TASKS_MANAGER_URL or your own settings");
            }
            if (!"https".equals(manager.getScheme())) {
                throw new CliException(
                                Exit.USAGE,
                                "settings",
                                "the token is not sent to " + manager + " without encryption")
                        .fix("use https:// in " + setting.where());
            }
        }
        String token = settings.get(Settings.TOKEN_FILE).value();
        if (token == null) {
            throw new CliException(Exit.USAGE, "settings", "no token file for " + manager)
                    .fix("pass --token-file <file> or set TASKS_TOKEN_FILE");
        }
        return new Target(
                manager,
                Path.of(token),
                settings.get(Settings.PLAN).value(),
                null,
                setting.where());
    }

    private Target local(Path data, String where) {
        Path file = data.resolve("run.json");
        if (!Files.exists(file)) {
            throw new CliException(
                            Exit.UNAVAILABLE, "not_running", "nothing runs in " + absolute(data))
                    .fix("start it: tasks up");
        }
        try {
            JsonNode run = Json.mapper().readTree(Files.readAllBytes(file));
            String url = run.path("managerUrl").asString("");
            String token = settings.get(Settings.TOKEN_FILE).value();
            String plan = settings.get(Settings.PLAN).value();
            return new Target(
                    loopback(address(url, file.toString()), file),
                    Path.of(token != null ? token : run.path("tokenFile").asString("")),
                    plan != null ? plan : text(run, "planId"),
                    text(run, "url"),
                    where);
        } catch (IOException | JacksonException e) {
            throw new CliException(Exit.UNAVAILABLE, "not_running", "cannot read " + file)
                    .why(e.toString())
                    .fix("start it anew: tasks up")
                    .cause(e);
        }
    }

    private static URI loopback(URI manager, Path file) {
        if (LOOPBACK.contains(manager.getHost())) {
            return manager;
        }
        throw new CliException(Exit.USAGE, "settings", file + " names a manager on another machine")
                .fix("pass --manager-url " + manager + " and --token-file <file>");
    }

    private static @Nullable String text(JsonNode run, String field) {
        String value = run.path(field).asString("");
        return value.isEmpty() ? null : value;
    }

    private static URI address(String url, String where) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null
                    && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other text that is no address
        }
        throw new CliException(Exit.USAGE, "settings", "'" + url + "' is not a manager's address")
                .why("it comes from " + where)
                .fix("write e.g. http://127.0.0.1:8010");
    }

    private static Path pointedAt(Terminal terminal) {
        String home = terminal.property("tasks.home");
        Path beside =
                (home == null ? Settings.currentFolder(terminal) : Path.of(home)).resolve(".tasks");
        Path pointer = beside.resolve("installation");
        try {
            return Files.isRegularFile(pointer)
                    ? Path.of(Files.readString(pointer).strip())
                    : beside;
        } catch (IOException e) {
            return beside;
        }
    }

    private Path absolute(Path folder) {
        return Settings.currentFolder(terminal).resolve(folder).normalize();
    }
}

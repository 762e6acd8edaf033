package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.Json;
import io.dataface.tasks.cli.invocation.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A command as a test calls it: in a folder of its own, with streams that are kept.
final class CommandRun {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private byte[] input = new byte[0];
    private boolean terminal;
    private boolean inputIsTerminal;

    /// What a command left.
    record Ended(int code, byte[] bytes, String out, String err) {
        JsonNode json() {
            return Json.mapper().readTree(out);
        }

        JsonNode errorJson() {
            return Json.mapper().readTree(err);
        }
    }

    private CommandRun(Path folder) {
        properties.put("user.dir", folder.toString());
        properties.put("user.home", folder.resolve("home").toString());
        properties.put("user.name", "ada");
        properties.put("tasks.home", folder.toString());
    }

    static CommandRun in(Path folder) {
        return new CommandRun(folder);
    }

    CommandRun against(FakeManager manager) {
        return with("TASKS_MANAGER_URL", manager.url())
                .with("TASKS_TOKEN_FILE", manager.tokenFile().toString());
    }

    CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandRun typing(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /// On a terminal of 60 columns, where a person can be asked.
    CommandRun onTerminal() {
        terminal = true;
        inputIsTerminal = true;
        return with("COLUMNS", "60");
    }

    Ended run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings =
                new Terminal(
                        new ByteArrayInputStream(input),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        inputIsTerminal,
                        terminal,
                        terminal,
                        environment,
                        properties);
        int code = Tasks.run(surroundings, InstantSource.fixed(NOW), args);
        return new Ended(
                code,
                out.toByteArray(),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}

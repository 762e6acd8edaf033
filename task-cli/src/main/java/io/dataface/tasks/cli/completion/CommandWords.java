package io.dataface.tasks.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What can follow what on the command line, read from the commands themselves.
final class CommandWords {
    private static final Map<String, String> VALUES =
            Map.of(
                    "--status", "not_started completed cancelled",
                    "--state", "IDLE WAITING QUEUED LEASED RUNNING",
                    "--group", "needs_person active ready waiting finished idle",
                    "--priority", "p0 p1 p2 p3");
    private static final Map<String, String> WORDS =
            Map.of("<shell>", "bash zsh fish", "show", "show", "<p0…p3>", "p0 p1 p2 p3");

    private final Map<String, CommandSpec> commands = new LinkedHashMap<>();

    CommandWords(CommandLine root) {
        collect("", root);
    }

    private void collect(String path, CommandLine line) {
        commands.put(path, line.getCommandSpec());
        line.getSubcommands()
                .forEach(
                        (name, below) -> {
                            if (!below.getCommandSpec().usageMessage().hidden()) {
                                collect(path.isEmpty() ? name : path + " " + name, below);
                            }
                        });
    }

    /// Command paths such as `queue take-out`; the root's is empty.
    List<String> paths() {
        return List.copyOf(commands.keySet());
    }

    /// The words after a path: its commands, then its fixed arguments.
    List<String> words(String path) {
        var words = new ArrayList<String>();
        CommandSpec command = command(path);
        command.subcommands()
                .forEach(
                        (name, below) -> {
                            if (!below.getCommandSpec().usageMessage().hidden()) {
                                words.add(name);
                            }
                        });
        labels(path).forEach(label -> words.addAll(split(WORDS.getOrDefault(label, ""))));
        if (path.equals("help")) {
            words.addAll(words(""));
        }
        return words;
    }

    /// Long options of a path.
    List<OptionSpec> options(String path) {
        return command(path).options().stream().filter(option -> !option.hidden()).toList();
    }

    /// tasks, workers, files or nothing: what only can be asked for.
    String kind(String path) {
        List<String> labels = labels(path);
        if (labels.contains("<task>")) {
            return "tasks";
        }
        if (labels.contains("<worker>")) {
            return "workers";
        }
        return labels.contains("<folder>") || labels.contains("<path>") ? "files" : "";
    }

    /// The fixed values of an option; empty where any text will do.
    static String values(OptionSpec option) {
        return VALUES.getOrDefault(option.longestName(), "");
    }

    /// One line about a command.
    String description(String path) {
        String[] lines = command(path).usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }

    private List<String> labels(String path) {
        return command(path).positionalParameters().stream()
                .map(parameter -> parameter.paramLabel())
                .toList();
    }

    private CommandSpec command(String path) {
        CommandSpec command = commands.get(path);
        if (command == null) {
            throw new IllegalArgumentException(path);
        }
        return command;
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}

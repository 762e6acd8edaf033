package io.dataface.tasks.cli.completion;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// The script for fish.
final class FishScript {
    private final CommandWords words;
    private final StringBuilder text = new StringBuilder();

    FishScript(CommandWords words) {
        this.words = words;
    }

    String text() {
        text.append("# fish completion for tasks\n");
        text.append(
                """
                function __tasks_names
                    set -lx TASKS_SKIP_BUILD 1
                    set -l typed (commandline -opc)
                    $typed[1] __complete $argv 2>/dev/null
                end
                """);
        line("-f", "");
        for (String path : words.paths()) {
            command(path);
        }
        return text.toString();
    }

    private void command(String path) {
        String here = condition(path);
        for (String word : words.words(path)) {
            String below = path.isEmpty() ? word : path + " " + word;
            String about = words.paths().contains(below) ? words.description(below) : "";
            line(here + " -a " + quoted(word), about);
        }
        switch (words.kind(path)) {
            case "tasks" -> line(here + " -a '(__tasks_names tasks)'", "");
            case "workers" -> line(here + " -a '(__tasks_names workers)'", "");
            case "files" -> line(here + " -F", "");
            default -> {
                // nothing to ask for
            }
        }
        for (OptionSpec option : words.options(path)) {
            if (path.isEmpty() || !option.inherited()) {
                option(path.isEmpty() ? "" : here, option);
            }
        }
    }

    private void option(String here, OptionSpec option) {
        var names = new StringBuilder(here);
        for (String name : option.names()) {
            names.append(
                    name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
        }
        if (option.arity().max() > 0) {
            String values = CommandWords.values(option);
            names.append(values.isEmpty() ? " -r -F" : " -x -a " + quoted(values));
        }
        String[] about = option.description();
        line(names.toString().strip(), about.length == 0 ? "" : about[0]);
    }

    private String condition(String path) {
        if (path.isEmpty()) {
            return "-n __fish_use_subcommand";
        }
        List<String> parts = List.of(path.split(" "));
        String last = parts.getLast();
        String seen = "__fish_seen_subcommand_from " + last;
        String before =
                parts.size() > 1 ? "; and __fish_seen_subcommand_from " + parts.getFirst() : "";
        return "-n " + quoted(seen + before);
    }

    private void line(String arguments, String about) {
        text.append("complete -c tasks ").append(arguments);
        if (!about.isEmpty()) {
            text.append(" -d ").append(quoted(about));
        }
        text.append('\n');
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

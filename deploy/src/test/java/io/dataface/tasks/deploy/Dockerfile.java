package io.dataface.tasks.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Dockerfile as a list of instructions; knows continued lines, comments and `ARG` defaults, but
/// neither heredocs nor another escape character.
///
/// @param instructions in the file's order
record Dockerfile(List<Instruction> instructions) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");

    /// @param line where it begins, from 1
    /// @param name in capitals
    /// @param text what follows, on one line
    record Instruction(int line, String name, String text) {
        /// Whether the arguments are a JSON list, which no shell reads.
        boolean isExecForm() {
            return text.matches("(--[a-z-]+=\\S+ +)*(CMD +)?\\[.*]");
        }
    }

    Dockerfile {
        instructions = List.copyOf(instructions);
    }

    static Dockerfile parse(String text) {
        var found = new ArrayList<Instruction>();
        var current = new StringBuilder();
        int begin = 0;
        int number = 0;
        for (var raw : text.split("\n", -1)) {
            number++;
            var line = raw.strip();
            if (line.startsWith("#") || (line.isEmpty() && current.isEmpty())) {
                continue;
            }
            begin = current.isEmpty() ? number : begin;
            boolean continued = line.endsWith("\\");
            current.append(continued ? line.substring(0, line.length() - 1) : line).append(' ');
            if (!continued) {
                found.add(instruction(begin, current.toString().strip()));
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            throw new IllegalArgumentException("line %d never ends".formatted(begin));
        }
        return new Dockerfile(found);
    }

    private static Instruction instruction(int line, String text) {
        var words = text.split("\\s+", 2);
        return new Instruction(
                line,
                words[0].toUpperCase(Locale.ROOT),
                words.length == 1 ? "" : words[1].replaceAll("\\s+", " "));
    }

    List<Instruction> named(String name) {
        return instructions.stream().filter(each -> each.name().equals(name)).toList();
    }

    /// What comes after the last `FROM`: all that reaches the image as settings.
    Dockerfile finalStage() {
        int from = instructions.indexOf(named("FROM").getLast());
        return new Dockerfile(instructions.subList(from, instructions.size()));
    }

    /// The text with every `ARG` of the file that has a default replaced by it.
    String resolved(String text) {
        var defaults = defaults();
        return VARIABLE.matcher(text)
                .replaceAll(
                        match -> {
                            var value = defaults.get(match.group(1));
                            return java.util.regex.Matcher.quoteReplacement(
                                    value == null ? match.group() : value);
                        });
    }

    private Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        for (var argument : named("ARG")) {
            var pair = argument.text().split("=", 2);
            @Nullable String value = pair.length == 2 ? pair[1].replace("\"", "") : null;
            if (value != null) {
                defaults.put(pair[0], value);
            }
        }
        return defaults;
    }
}

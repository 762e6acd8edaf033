package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads one call, from its opening braces on; it never evaluates anything.
final class MacroReader {

    private final String text;
    private final int start;
    private final int limit;
    private final List<String> positional = new ArrayList<>();
    private final SequencedMap<String, String> named = new LinkedHashMap<>();
    private int at;

    /// @param limit where the call must have ended
    MacroReader(String text, int start, int limit) {
        this.text = text;
        this.start = start;
        this.limit = limit;
        this.at = start + 2;
    }

    MacroCall read(int line) {
        space();
        String name = name();
        String error = rest(name);
        Macro macro = Macro.findByWord(base(name)).orElse(null);
        int end = at;
        if (error != null) {
            int close = text.indexOf("}}", start + 2, limit);
            end = close >= 0 ? Math.max(at, close + 2) : limit;
        } else {
            error = wrong(macro, name);
        }
        return new MacroCall(macro, name, positional, named, start, end, line, error);
    }

    /// Reads what follows the name; the answer says what is wrong with it, null where nothing is.
    private @Nullable String rest(String name) {
        if (name.isEmpty()) {
            return "A macro's name is expected behind {{.";
        }
        boolean called = take('(');
        if (called) {
            String error = arguments();
            if (error != null) {
                return error;
            }
        }
        space();
        if (!text.startsWith("}}", at) || at + 2 > limit) {
            return name + ": }} is expected behind the call.";
        }
        at += 2;
        boolean value = base(name).equals(Macro.EXTRA.word());
        if (called == value) {
            String written = Macro.findByWord(base(name)).map(Macro::example).orElse(name + "()");
            return value || Macro.findByWord(name).isPresent()
                    ? "Write " + written + "."
                    : unknown(name);
        }
        return null;
    }

    private @Nullable String arguments() {
        space();
        while (!take(')')) {
            if (at >= limit) {
                return "The closing bracket of the arguments is missing.";
            }
            int before = at;
            String name = name();
            space();
            if (!name.isEmpty() && !take('=')) {
                return "\"" + text.substring(before, at).strip() + "\" must stand in quotes.";
            }
            space();
            String value = quoted();
            if (value == null) {
                return "Arguments are texts in quotes, with commas between.";
            }
            if (name.isEmpty()) {
                positional.add(value);
            } else if (named.putIfAbsent(name, value) != null) {
                return "The argument " + name + " is given twice.";
            }
            space();
            if (!take(',') && (at >= limit || text.charAt(at) != ')')) {
                return "Arguments are texts in quotes, with commas between.";
            }
            space();
        }
        return null;
    }

    private @Nullable String wrong(@Nullable Macro macro, String name) {
        if (macro == null) {
            return unknown(name);
        }
        if (macro == Macro.EXTRA) {
            return name.length() > "extra.".length() ? null : "Write " + macro.example() + ".";
        }
        if (positional.size() != macro.positional().size()) {
            return "%s takes %d arguments without a name, not %d: write %s."
                    .formatted(name, macro.positional().size(), positional.size(), macro.example());
        }
        for (String argument : named.keySet()) {
            if (!macro.named().contains(argument)) {
                return "%s has no argument %s: write %s."
                        .formatted(name, argument, macro.example());
            }
        }
        return wrongValue();
    }

    private @Nullable String wrongValue() {
        String status = named.get("status");
        if (status != null && PlanStatus.findByWord(status).isEmpty()) {
            List<String> words = Arrays.stream(PlanStatus.values()).map(PlanStatus::word).toList();
            return "\""
                    + status
                    + "\" is no status: write one of "
                    + String.join(", ", words)
                    + ".";
        }
        String priority = named.get("priority");
        if (priority != null && Priority.findByWord(priority).isEmpty()) {
            return "\"" + priority + "\" is no priority: write p0, p1, p2 or p3.";
        }
        return null;
    }

    private static String unknown(String name) {
        List<String> words = Arrays.stream(Macro.values()).map(Macro::word).toList();
        String shown = PlainText.summary(name);
        return "There is no macro called "
                + shown
                + "."
                + Nearest.question(Nearest.of(name, words));
    }

    private static String base(String name) {
        return name.startsWith("extra.") ? Macro.EXTRA.word() : name;
    }

    private String name() {
        int from = at;
        while (at < limit && (Character.isLetterOrDigit(text.charAt(at)) || isJoint())) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean isJoint() {
        return "_-.".indexOf(text.charAt(at)) >= 0;
    }

    private void space() {
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < limit && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable String quoted() {
        if (at >= limit || "\"'".indexOf(text.charAt(at)) < 0) {
            return null;
        }
        char quote = text.charAt(at);
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < limit) {
                i++;
                c = text.charAt(i);
            }
            value.append(c);
        }
        return null;
    }
}

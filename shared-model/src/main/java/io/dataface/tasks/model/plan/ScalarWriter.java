package io.dataface.tasks.model.plan;

import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// Writes a text as a YAML scalar on one line.
final class ScalarWriter {

    /// Fields whose numbers and dates stand without quotes.
    private static final Set<String> BARE = Set.of("pr_number", "completed", "pr_merged_at");

    /// Words that some YAML readers take for something else than a text.
    private static final Set<String> RESERVED =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "<<", "=");

    private ScalarWriter() {}

    /// The value in the style given, or in double quotes where that style cannot hold it.
    ///
    /// @param inFlow whether brackets and commas must not stand bare
    static String write(String field, String value, ScalarStyle style, boolean inFlow) {
        if (style == ScalarStyle.SINGLE_QUOTED && isPrintable(value)) {
            return "'" + value.replace("'", "''") + "'";
        }
        boolean bare =
                style == ScalarStyle.PLAIN
                        && isPlain(value, inFlow)
                        && (BARE.contains(field) || !looksTyped(value));
        return bare ? value : doubleQuoted(value);
    }

    /// A text for a new file: bare where that is safe, else in double quotes.
    static String write(String field, String value) {
        return write(field, value, ScalarStyle.PLAIN, true);
    }

    static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (isPrintable(c)) {
                    yield Character.toString(c);
                }
                yield c > 0xFFFF ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c);
            }
        };
    }

    private static boolean isPlain(String value, boolean inFlow) {
        if (value.isEmpty() || !isPrintable(value) || !value.equals(value.strip())) {
            return false;
        }
        if ("-?:,[]{}#&*!|>'\"%@`.=<".indexOf(value.charAt(0)) >= 0 || value.endsWith(":")) {
            return false;
        }
        boolean brackets = inFlow && value.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
        return !brackets && !value.contains(": ") && !value.contains(" #");
    }

    private static boolean looksTyped(String value) {
        if (RESERVED.contains(value.toLowerCase(Locale.ROOT))) {
            return true;
        }
        char first = value.charAt(0);
        boolean number = Character.isDigit(first) || first == '+';
        return number
                && value.chars()
                        .allMatch(c -> "0123456789+-_.:eExXoOabcdfABCDFTZ ".indexOf(c) >= 0);
    }

    private static boolean isPrintable(String value) {
        return value.codePoints().allMatch(ScalarWriter::isPrintable);
    }

    /// Printable on one line; what YAML readers take for a line end or a byte order mark is not.
    private static boolean isPrintable(int c) {
        return c >= 0x20 && c <= 0x7E
                || c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029
                || c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF
                || c >= 0x10000 && c <= 0x10FFFF;
    }
}

package io.dataface.tasks.cli.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/// The processes' log files: kept for a few starts, and quoted where one fails.
public final class LogFiles {
    private static final int KEPT = 3;
    private static final int TAIL_LINES = 15;

    /// Frames of a stack trace push what matters off the end.
    private static final Pattern STACK_FRAME =
            Pattern.compile("\\s+(at |\\.\\.\\. \\d+ (common|more)).*|\\s*");

    private LogFiles() {}

    /// Moves the log of the last start aside: `x.log` to `x.log.1`, that to `x.log.2`, and so on.
    public static void rotate(Path log) {
        try {
            for (int i = KEPT; i >= 1; i--) {
                Path from = i == 1 ? log : log.resolveSibling(log.getFileName() + "." + (i - 1));
                if (Files.exists(from)) {
                    Path to = log.resolveSibling(log.getFileName() + "." + i);
                    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rotate " + log, e);
        }
    }

    /// The last lines with the file's name, for a message; only the name where it cannot be read.
    public static String tail(Path log) {
        StringBuilder text = new StringBuilder("its log is ").append(log);
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !STACK_FRAME.matcher(line).matches())
                            .toList();
            if (!lines.isEmpty()) {
                text.append(" and ends with:");
            }
            lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .forEach(line -> text.append("\n").append(line));
        } catch (IOException unreadable) {
            text.append(" (unreadable)");
        }
        return text.toString();
    }
}

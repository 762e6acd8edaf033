package io.dataface.tasks.docs.run;

import java.util.ArrayList;
import java.util.List;

/// One file's part of a unified diff.
///
/// @param path as after the change, before it where the file is gone
public record FileDiff(String path, int insertions, int deletions, List<Line> lines) {

    /// @param kind `add`, `del`, `hunk`, `meta` or empty
    public record Line(String kind, String text) {}

    /// Splits what `git diff` writes.
    ///
    /// @param most lines to keep in all; the rest is left out
    public static List<FileDiff> parse(String diff, int most) {
        List<FileDiff> files = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        String path = "";
        int left = most;
        boolean inHunk = false;
        for (String text : diff.split("\n", -1)) {
            if (text.startsWith("diff --git ")) {
                addTo(files, path, lines);
                lines = new ArrayList<>();
                path = pathOf(text);
                inHunk = false;
            } else if (!inHunk && text.startsWith("+++ ") && !text.equals("+++ /dev/null")) {
                path = unprefixed(text.substring(4));
            } else if (!inHunk && (text.startsWith("index ") || text.startsWith("--- "))) {
                continue;
            } else if (left-- > 0) {
                inHunk |= text.startsWith("@@");
                lines.add(new Line(inHunk ? kind(text) : "meta", text));
            }
        }
        addTo(files, path, lines);
        return List.copyOf(files);
    }

    private static void addTo(List<FileDiff> files, String path, List<Line> lines) {
        if (path.isEmpty()) {
            return;
        }
        while (!lines.isEmpty() && lines.getLast().text().isEmpty()) {
            lines.removeLast();
        }
        files.add(new FileDiff(path, count(lines, "add"), count(lines, "del"), List.copyOf(lines)));
    }

    private static int count(List<Line> lines, String kind) {
        return (int) lines.stream().filter(line -> line.kind().equals(kind)).count();
    }

    private static String kind(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '+' -> "add";
            case '-' -> "del";
            case '@' -> "hunk";
            case '\\' -> "meta";
            default -> "";
        };
    }

    // "diff --git a/x b/x": both halves are the same unless the file was renamed.
    private static String pathOf(String header) {
        int middle = header.lastIndexOf(" b/");
        return middle < 0 ? header.substring("diff --git ".length()) : header.substring(middle + 3);
    }

    private static String unprefixed(String name) {
        String bare = name.strip();
        return bare.startsWith("b/") ? bare.substring(2) : bare;
    }
}

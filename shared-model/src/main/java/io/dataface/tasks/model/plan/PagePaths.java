package io.dataface.tasks.model.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/// Turns file paths of a plan into page addresses and what people paste back into file paths.
public final class PagePaths {

    private PagePaths() {}

    /// The address below the site's root, with a trailing slash; index and readme pages are their
    /// folder.
    public static String sitePath(String path) {
        String stem = path.endsWith(".md") ? path.substring(0, path.length() - 3) : path;
        int slash = stem.lastIndexOf('/');
        String name = stem.substring(slash + 1).toLowerCase(Locale.ROOT);
        if (name.equals("index") || name.equals("readme")) {
            return stem.substring(0, slash + 1);
        }
        return stem + "/";
    }

    /// Reduces a URL, page address or file path to the form that [#sitePath] gives: no host, query,
    /// fragment, `/docs/` or `.md`.
    public static String normalise(String reference) {
        String rest = reference.strip();
        int scheme = rest.indexOf("://");
        if (scheme >= 0) {
            int slash = rest.indexOf('/', scheme + 3);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        rest = cutAt(cutAt(rest, '#'), '?');
        while (rest.startsWith("/") || rest.startsWith("./")) {
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        if (rest.startsWith("docs/")) {
            rest = rest.substring("docs/".length());
        } else if (rest.startsWith("tasks/")) {
            rest = rest.substring("tasks/".length());
        }
        if (rest.isEmpty() || rest.endsWith("/")) {
            return rest;
        }
        return sitePath(rest);
    }

    /// The path with `.` and `..` taken out; nothing where it leads out of the plan.
    public static Optional<String> findResolved(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    private static String cutAt(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}

package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.markdown.LinkIndex;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds what the links of pages mean: relative ones from their file, as editors and forges read
/// them, else from the page's address, as MkDocs with directory addresses wrote them.
public final class PlanLinks {

    /// Anchors of what stands around and in place of a page's own text.
    private static final List<String> OTHER_ANCHORS = List.of("fn-", "fnref-", "m-", "w-", "tasks");

    private static final String ROOT = "/docs/";

    private final Set<String> files;
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> byAddress = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Function<String, Optional<PlanPage>> pages;
    private final Function<PlanPage, LinkIndex> indexes;

    /// @param files all files of the plan
    /// @param pages the page that a file gives, nothing where it is none or cannot be read
    /// @param indexes of pages; asked for once a link with an anchor
    public PlanLinks(
            Collection<String> files,
            Function<String, Optional<PlanPage>> pages,
            Function<PlanPage, LinkIndex> indexes) {
        this.files = new TreeSet<>(files);
        this.pages = pages;
        this.indexes = indexes;
        for (String path : this.files) {
            if (path.endsWith(".md")) {
                byAddress.merge(
                        PagePaths.sitePath(path),
                        path,
                        (one, other) -> other.endsWith("index.md") ? other : one);
                addFolders(path);
            }
            byName.computeIfAbsent(nameOf(path), _ -> new ArrayList<>()).add(path);
        }
    }

    private void addFolders(String path) {
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            folders.add(path.substring(0, at + 1));
        }
    }

    /// Where a link leads that stands on the page of this path.
    public LinkTarget resolve(String from, String written) {
        if (isElsewhere(written)) {
            return new LinkTarget.Elsewhere(written);
        }
        int cut = restStart(written);
        String rest = written.substring(cut);
        String asked = decoded(written.substring(0, cut));
        LinkTarget found =
                asked.isEmpty() ? new LinkTarget.File(from, rest) : find(from, asked, rest);
        return switch (found) {
            case LinkTarget.File file -> missingAnchor(file).orElse(file);
            case LinkTarget.Folder _, LinkTarget.Elsewhere _, LinkTarget.Broken _ -> found;
        };
    }

    private static boolean isElsewhere(String written) {
        boolean absolute = written.startsWith("/") && !written.startsWith(ROOT);
        return absolute || written.contains("{{") || hasScheme(written);
    }

    private static boolean hasScheme(String written) {
        int colon = written.indexOf(':');
        return colon > 0
                && Character.isLetter(written.charAt(0))
                && written.substring(0, colon)
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "+.-".indexOf(c) >= 0);
    }

    private static int restStart(String written) {
        int cut = written.length();
        for (char mark : new char[] {'#', '?'}) {
            int at = written.indexOf(mark);
            cut = at >= 0 && at < cut ? at : cut;
        }
        return cut;
    }

    private LinkTarget find(String from, String asked, String rest) {
        if (asked.startsWith(ROOT)) {
            return find(asked.substring(ROOT.length()), rest).orElseGet(() -> broken(asked));
        }
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        Optional<LinkTarget> fromFile = find(folder + asked, rest);
        Optional<LinkTarget> fromAddress = find(PagePaths.sitePath(from) + asked, rest);
        // A page is meant rather than a bare folder.
        return fromFile.filter(LinkTarget.File.class::isInstance)
                .or(() -> fromAddress.filter(LinkTarget.File.class::isInstance))
                .or(() -> fromFile)
                .or(() -> fromAddress)
                .orElseGet(() -> broken(asked));
    }

    private Optional<LinkTarget> find(String wanted, String rest) {
        Optional<String> path = PagePaths.findResolved(wanted);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String plain = path.get();
        if (files.contains(plain)) {
            return Optional.of(new LinkTarget.File(plain, rest));
        }
        if (plain.equals("index.html") || plain.endsWith("/index.html")) {
            plain = plain.substring(0, plain.length() - "index.html".length());
        }
        String site = plain.isEmpty() || plain.endsWith("/") ? plain : plain + "/";
        if (byAddress.containsKey(site)) {
            return Optional.of(new LinkTarget.File(byAddress.get(site), rest));
        }
        return folders.contains(site)
                ? Optional.of(new LinkTarget.Folder(site, rest))
                : Optional.empty();
    }

    private LinkTarget.Broken broken(String asked) {
        String name = nameOf(asked);
        List<String> sameName =
                byName.getOrDefault(name, byName.getOrDefault(name + ".md", List.of()));
        return new LinkTarget.Broken(
                "link-broken",
                "Nothing is at \"" + asked + "\".",
                sameName.isEmpty()
                        ? "Correct the path, or write what it names."
                        : "Correct the path: perhaps " + sameName.getFirst() + " is meant.",
                null);
    }

    private Optional<LinkTarget> missingAnchor(LinkTarget.File file) {
        String rest = file.rest();
        int hash = rest.indexOf('#');
        String anchor = hash < 0 ? "" : decoded(rest.substring(hash + 1));
        if (anchor.isEmpty()
                || anchor.startsWith(":~:")
                || OTHER_ANCHORS.stream().anyMatch(anchor::startsWith)) {
            return Optional.empty();
        }
        Optional<PlanPage> page = pages.apply(file.path());
        // What a macro brings has anchors that only the rendered page knows.
        if (page.isEmpty() || page.get().body().contains("{{")) {
            return Optional.empty();
        }
        if (indexes.apply(page.get()).anchors().contains(anchor)) {
            return Optional.empty();
        }
        return Optional.of(
                new LinkTarget.Broken(
                        "anchor-missing",
                        file.path() + " has no heading \"#" + anchor + "\".",
                        "Correct the anchor: it is the heading in lower case, with dashes.",
                        file));
    }

    private static String nameOf(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}

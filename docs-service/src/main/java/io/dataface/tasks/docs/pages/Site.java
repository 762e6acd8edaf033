package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.model.plan.PagePaths;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which file answers which address, at one revision of the plan.
///
/// A page's address is its path without `.md` or `index.md`, with a slash at its end; every other
/// way to write it leads there.
final class Site {

    /// What the plan's folder was called before; links of that time still lead somewhere.
    private static final List<String> FORMER_ROOTS = List.of("master_plans/", "plans/", "tasks/");

    private final PlanSnapshot snapshot;
    private final Map<String, String> byAddress = new TreeMap<>();
    private final Set<String> folders = new HashSet<>();

    private Site(PlanSnapshot snapshot) {
        this.snapshot = snapshot;
        folders.add("");
        for (PublishedFile file : snapshot.files()) {
            if (file.path().endsWith(".md")) {
                String site = PagePaths.sitePath(file.path());
                byAddress.merge(site, file.path(), Site::indexFirst);
                addFolders(site);
            }
        }
        folders.removeAll(byAddress.keySet());
    }

    static Site of(PlanSnapshot snapshot) {
        return snapshot.onceForShape("site", Site.class, Site::new);
    }

    private static String indexFirst(String one, String other) {
        return one.endsWith("index.md") ? one : other.endsWith("index.md") ? other : one;
    }

    private void addFolders(String site) {
        for (int at = site.indexOf('/'); at >= 0 && at < site.length() - 1; ) {
            folders.add(site.substring(0, at + 1));
            at = site.indexOf('/', at + 1);
        }
    }

    /// Where an address leads, nothing where it leads nowhere.
    ///
    /// @param asked the address below the pages' root, decoded
    Optional<Place> find(String asked) {
        if (byAddress.containsKey(asked)) {
            return Optional.of(new Place.Page(byAddress.get(asked)));
        }
        if (folders.contains(asked)) {
            return Optional.of(new Place.Folder(asked));
        }
        return elsewhere(asked)
                .or(
                        () ->
                                FORMER_ROOTS.stream()
                                        .flatMap(r -> without(r, asked).stream())
                                        .findFirst())
                .map(Place.Elsewhere::new);
    }

    private Optional<String> without(String root, String asked) {
        if (!asked.startsWith(root)) {
            return Optional.empty();
        }
        String rest = asked.substring(root.length());
        return isPlace(rest) ? Optional.of(Urls.at(rest)) : elsewhere(rest);
    }

    private Optional<String> elsewhere(String asked) {
        return findPage(asked)
                .map(path -> Urls.at(PagePaths.sitePath(path)))
                .or(() -> snapshot.findFile(asked).map(f -> Urls.file(snapshot, f.path())))
                .or(
                        () ->
                                Optional.of(asked.replaceFirst("/(index\\.(md|html))?$", "") + "/")
                                        .filter(folders::contains)
                                        .map(Urls::at));
    }

    private boolean isPlace(String site) {
        return byAddress.containsKey(site) || folders.contains(site);
    }

    /// Whether there is a folder of pages without a page of its own.
    boolean isFolder(String site) {
        return folders.contains(site);
    }

    /// The page at exactly this address.
    Optional<PlanPage> findPageAt(String site) {
        return Optional.ofNullable(byAddress.get(site)).flatMap(snapshot::findPage);
    }

    /// The files of all pages, by address.
    List<String> pages() {
        return List.copyOf(byAddress.values());
    }

    /// The page file for an address with or without `.md`, a trailing slash or `index.html`.
    Optional<String> findPage(String asked) {
        String address = asked;
        if (address.equals("index.html") || address.endsWith("/index.html")) {
            address = address.substring(0, address.length() - "index.html".length());
        } else if (address.endsWith(".html")) {
            address = address.substring(0, address.length() - ".html".length());
        }
        String file = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        for (String path : List.of(file, file + ".md")) {
            if (path.endsWith(".md") && snapshot.findFile(path).isPresent()) {
                return Optional.of(path);
            }
        }
        if (!address.isEmpty() && !address.endsWith("/")) {
            address = address + "/";
        }
        return Optional.ofNullable(byAddress.get(address));
    }

    /// Pages whose address looks like what was asked for, the nearest first, at most five.
    List<String> nearest(String asked) {
        return byAddress.values().stream()
                .map(path -> Map.entry(path, likeness(asked, path)))
                .filter(found -> found.getValue() >= 0.3)
                .sorted(
                        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(Map.Entry::getKey)
                .toList();
    }

    // Words that are the same, or nearly so: half of a misspelt word's letters in threes are.
    private static double likeness(String asked, String path) {
        Set<String> words = words(asked);
        Set<String> others = words(path);
        return Math.max(likeness(words, others), likeness(threes(words), threes(others)));
    }

    private static Set<String> threes(Set<String> words) {
        Set<String> threes = new HashSet<>();
        for (String word : words) {
            String padded = "  " + word + " ";
            for (int at = 0; at + 3 <= padded.length(); at++) {
                threes.add(padded.substring(at, at + 3));
            }
        }
        return threes;
    }

    private static double likeness(Set<String> asked, Set<String> path) {
        Set<String> both = new HashSet<>(asked);
        both.retainAll(path);
        Set<String> all = new HashSet<>(asked);
        all.addAll(path);
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    private static Set<String> words(String path) {
        String last = path.replaceFirst("/?(index\\.(md|html))?/?$", "");
        last = last.substring(last.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]{2,4}$", "");
        return Arrays.stream(last.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replaceFirst("s$", ""))
                .collect(Collectors.toSet());
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.model.plan.PagePaths;
import io.dataface.tasks.model.plan.PlanParser;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which file answers which address, at one revision of the plan.
final class Site {

    private final PlanSnapshot snapshot;
    private final Map<String, String> byAddress = new HashMap<>();

    private Site(PlanSnapshot snapshot) {
        this.snapshot = snapshot;
        for (PublishedFile file : snapshot.files()) {
            if (file.path().endsWith(".md") && PlanParser.isPage(file.path())) {
                byAddress.merge(PagePaths.sitePath(file.path()), file.path(), Site::indexFirst);
            }
        }
    }

    static Site of(PlanSnapshot snapshot) {
        return snapshot.once("site", Site.class, Site::new);
    }

    private static String indexFirst(String one, String other) {
        return one.endsWith("index.md") ? one : other.endsWith("index.md") ? other : one;
    }

    /// The page file for an address with or without `.md`, a trailing slash or `index.html`.
    Optional<String> findPage(String asked) {
        String address = asked;
        if (address.equals("index.html") || address.endsWith("/index.html")) {
            address = address.substring(0, address.length() - "index.html".length());
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
        Set<String> words = words(asked);
        return byAddress.values().stream()
                .map(path -> Map.entry(path, likeness(words, words(path))))
                .filter(found -> found.getValue() >= 0.34)
                .sorted(
                        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(Map.Entry::getKey)
                .toList();
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

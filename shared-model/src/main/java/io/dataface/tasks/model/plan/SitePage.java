package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What is read from `mkdocs.yml`.
///
/// @param extra values for macros; nested names joined with dots
public record SitePage(
        PageText text, String siteName, List<NavEntry> nav, SequencedMap<String, String> extra)
        implements PlanPage {

    /// A line of the left navigation: a page, a link, or a heading with entries below it.
    ///
    /// @param title null where the page's own title is meant
    /// @param target the page's path or a URL, null for a heading
    public record NavEntry(
            @Nullable String title, @Nullable String target, List<NavEntry> children) {
        public NavEntry {
            children = List.copyOf(children);
        }
    }

    public SitePage {
        nav = List.copyOf(nav);
        extra = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(extra));
    }

    /// The paths of the plan's own pages in the nav, in order.
    public List<String> pages() {
        List<String> paths = new ArrayList<>();
        collect(nav, paths);
        return paths;
    }

    private static void collect(List<NavEntry> entries, List<String> paths) {
        for (NavEntry entry : entries) {
            String target = entry.target();
            if (target != null && target.endsWith(".md") && !target.contains("://")) {
                paths.add(target);
            }
            collect(entry.children(), paths);
        }
    }
}

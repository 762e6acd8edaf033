package io.dataface.tasks.docs.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the left navigation.
///
/// @param key names a heading across pages, so that a browser remembers whether it is closed
/// @param href null for a heading
/// @param lost whether the page that `mkdocs.yml` names is not there
public record NavNode(
        String key, String title, @Nullable String href, List<NavNode> children, boolean lost) {

    /// So many pages of one folder are listed; the folder's own page has them all.
    private static final int MOST = 60;

    public NavNode {
        children = List.copyOf(children);
    }

    NavNode(String key, String title, @Nullable String href, List<NavNode> children) {
        this(key, title, href, children, false);
    }

    /// Whether the page at the address stands at this node or below it; what is listed nowhere, as
    /// tasks are, stands below the last node of its folder.
    public boolean leadsTo(String address) {
        return address.equals(href)
                || (children.isEmpty()
                        ? isFolderOf(address)
                        : children.stream().anyMatch(n -> n.leadsTo(address)));
    }

    /// Whether the page at the address stands below this node.
    public boolean isAbove(String address) {
        return !address.equals(href) && leadsTo(address);
    }

    private boolean isFolderOf(String address) {
        return href != null && !href.equals(Urls.ROOT) && address.startsWith(href);
    }

    /// The children that are listed for whoever reads the page at the address.
    public List<NavNode> shown(String address) {
        if (href == null || children.size() <= MOST) {
            return children;
        }
        return children.stream()
                .filter(n -> n.leadsTo(address) || children.indexOf(n) < MOST)
                .toList();
    }

    /// How many children are left out for whoever reads the page at the address.
    public int left(String address) {
        return children.size() - shown(address).size();
    }
}

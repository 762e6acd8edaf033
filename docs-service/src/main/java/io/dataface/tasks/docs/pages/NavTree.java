package io.dataface.tasks.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lines of the navigation by the folders that their pages lie in; a folder is a line with its
/// own address.
final class NavTree {

    private final Site site;
    private final Branch root;

    /// @param root the folder whose own parts are the tree's first lines
    NavTree(Site site, String root) {
        this.site = site;
        this.root = new Branch(root);
    }

    private static final class Branch {
        private final String address;
        private @Nullable NavNode node;
        private final Map<String, Branch> below = new TreeMap<>();

        Branch(String address) {
            this.address = address;
        }
    }

    /// Adds the line of the page at an address below the root.
    void add(String address, NavNode node) {
        Branch branch = root;
        for (int at = address.indexOf('/', root.address.length()); at >= 0; ) {
            String part = address.substring(0, at + 1);
            branch = branch.below.computeIfAbsent(part, Branch::new);
            at = address.indexOf('/', at + 1);
        }
        branch.node = node;
    }

    boolean isEmpty() {
        return root.below.isEmpty();
    }

    List<NavNode> nodes() {
        return nodes(root);
    }

    private List<NavNode> nodes(Branch branch) {
        return branch.below.values().stream().map(this::node).toList();
    }

    private NavNode node(Branch branch) {
        List<NavNode> below = nodes(branch);
        NavNode node = branch.node;
        if (node != null) {
            List<NavNode> all = new ArrayList<>(node.children());
            all.addAll(below);
            return new NavNode("", node.title(), node.href(), all);
        }
        String title = Titles.ofFolder(branch.address);
        return site.isFolder(branch.address)
                ? new NavNode("", title, Urls.at(branch.address), below)
                : site.findPageAt(branch.address)
                        .map(page -> new NavNode("", page.title(), Urls.of(page), below))
                        .orElseGet(() -> new NavNode("", title, Urls.at(branch.address), below));
    }
}

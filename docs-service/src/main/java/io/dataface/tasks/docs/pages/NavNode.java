package io.dataface.tasks.docs.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the left navigation.
///
/// @param href null for a heading
public record NavNode(String title, @Nullable String href, List<NavNode> children) {

    public NavNode {
        children = List.copyOf(children);
    }

    /// Whether the page at the address stands at this node or below it.
    public boolean leadsTo(String address) {
        return address.equals(href) || children.stream().anyMatch(n -> n.leadsTo(address));
    }
}

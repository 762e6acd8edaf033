package io.dataface.tasks.docs.markdown;

import org.jspecify.annotations.Nullable;

/// Says where the links and images of a page lead.
@FunctionalInterface
public interface Links {

    /// Where a relative or absolute link as written leads.
    Target resolve(String written);

    /// The address to use.
    ///
    /// @param broken why nothing is there, null where something is as far as can be told
    record Target(String href, @Nullable String broken) {}
}

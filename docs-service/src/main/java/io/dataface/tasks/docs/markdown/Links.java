package io.dataface.tasks.docs.markdown;

/// Says where a link of a page leads.
@FunctionalInterface
public interface Links {

    /// Where a relative or absolute link as written leads.
    Target resolve(String written);

    /// The address to use.
    ///
    /// @param known whether something is there, as far as can be told
    record Target(String href, boolean known) {}
}

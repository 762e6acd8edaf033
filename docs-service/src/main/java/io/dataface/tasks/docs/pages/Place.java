package io.dataface.tasks.docs.pages;

/// What an address of the plan's pages leads to.
sealed interface Place {

    /// A page at its own address.
    record Page(String path) implements Place {}

    /// A folder of pages that has no page of its own.
    ///
    /// @param site with a slash at its end, empty for the root
    record Folder(String site) implements Place {}

    /// Something that has another address.
    record Elsewhere(String href) implements Place {}
}

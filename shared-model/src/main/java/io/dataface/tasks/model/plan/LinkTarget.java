package io.dataface.tasks.model.plan;

import org.jspecify.annotations.Nullable;

/// Where a link of a page leads.
public sealed interface LinkTarget {

    /// Out of the plan, or to the service itself: nothing is known of it.
    record Elsewhere(String href) implements LinkTarget {}

    /// To a file of the plan.
    ///
    /// @param path of the file
    /// @param rest the query and the fragment as written, or empty
    record File(String path, String rest) implements LinkTarget {}

    /// To a folder of pages that has no page of its own.
    ///
    /// @param site the folder, with a slash at its end
    /// @param rest the query and the fragment as written, or empty
    record Folder(String site, String rest) implements LinkTarget {}

    /// Nowhere.
    ///
    /// @param rule name of the broken rule
    /// @param why a sentence
    /// @param fix what to do about it
    /// @param nearest the file that is there where only its heading is not, else null
    record Broken(String rule, String why, String fix, @Nullable File nearest)
            implements LinkTarget {}
}

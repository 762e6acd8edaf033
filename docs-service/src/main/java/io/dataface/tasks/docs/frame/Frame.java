package io.dataface.tasks.docs.frame;

import org.jspecify.annotations.Nullable;

/// What the layout of a page needs, whatever the page is about.
///
/// @param siteName the plan's name
/// @param live mark of the change feed at which the page was made, null where there is no feed
/// @param version of this service
/// @param path of the request, without its query
/// @param traceId names the request in the logs
public record Frame(
        Assets assets,
        String siteName,
        @Nullable String live,
        String version,
        String path,
        String traceId) {

    /// The address of a static file.
    public String asset(String name) {
        return assets.url(name);
    }
}

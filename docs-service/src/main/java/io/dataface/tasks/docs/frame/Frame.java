package io.dataface.tasks.docs.frame;

/// What the layout of a page needs, whatever the page is about.
///
/// @param siteName the plan's name
/// @param live mark of the change feed before anything was read for the page
/// @param version of this service
/// @param path of the request, without its query
/// @param traceId names the request in the logs
public record Frame(
        Assets assets, String siteName, String live, String version, String path, String traceId) {

    /// The address of a static file.
    public String asset(String name) {
        return assets.url(name);
    }
}

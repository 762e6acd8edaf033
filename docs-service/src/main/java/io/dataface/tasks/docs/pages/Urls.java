package io.dataface.tasks.docs.pages;

import io.dataface.tasks.model.plan.PagePaths;
import io.dataface.tasks.model.plan.PlanPage;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Addresses of pages.
final class Urls {

    static final String ROOT = "/docs/";

    private Urls() {}

    static String of(PlanPage page) {
        return ofPath(page.path());
    }

    /// The address of a page, or of any other file, of the plan.
    static String ofPath(String path) {
        String address = path.endsWith(".md") ? PagePaths.sitePath(path) : path;
        return address.isEmpty() ? "/" : ROOT + encode(address);
    }

    /// What a request's path asks for: decoded once, nothing else; nothing where it is no path of
    /// a plan.
    static Optional<String> findAsked(String requestUri) {
        if (!requestUri.startsWith(ROOT) || requestUri.length() > 2000) {
            return Optional.empty();
        }
        try {
            String asked =
                    URLDecoder.decode(
                            requestUri.substring(ROOT.length()).replace("+", "%2B"),
                            StandardCharsets.UTF_8);
            boolean foreign =
                    asked.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0xFFFD || c == 0x7F)
                            || Arrays.asList(asked.split("/")).contains("..");
            return foreign ? Optional.empty() : Optional.of(asked);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}

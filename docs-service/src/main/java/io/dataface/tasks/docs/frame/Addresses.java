package io.dataface.tasks.docs.frame;

import io.dataface.tasks.model.plan.PagePaths;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where things stand on this site.
public final class Addresses {

    /// The folder of the plan's pages.
    public static final String DOCS = "/docs/";

    /// The folder of the plan's files as they are.
    public static final String BROWSE = "/browse/";

    private static final int LONGEST = 2000;

    private Addresses() {}

    /// The address of the page that a file gives.
    ///
    /// @param path of the file, below the plan's folder
    public static String page(String path) {
        return DOCS + encoded(PagePaths.sitePath(path));
    }

    /// The address of a file as it is, or of a folder of them.
    ///
    /// @param folder of the plan in its repository, empty for its root
    /// @param path below the plan's folder
    public static String file(String folder, String path) {
        return BROWSE + encoded(folder.isEmpty() ? path : folder + "/" + path);
    }

    /// A path with each of its parts encoded.
    public static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /// What a request's path asks for below a folder: decoded once, nothing else; nothing where it
    /// can be no path of a plan.
    public static Optional<String> findAsked(String requestUri, String below) {
        if (!requestUri.startsWith(below) || requestUri.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String rest = requestUri.substring(below.length()).replace("+", "%2B");
            String asked = URLDecoder.decode(rest, StandardCharsets.UTF_8);
            boolean foreign =
                    asked.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0xFFFD || c == 0x7F)
                            || Arrays.asList(asked.split("/")).contains("..");
            return foreign ? Optional.empty() : Optional.of(asked);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}

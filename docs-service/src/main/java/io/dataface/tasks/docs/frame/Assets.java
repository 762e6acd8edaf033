package io.dataface.tasks.docs.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// The static files: a closed list, held in memory, addressed below a hash of all of them.
///
/// One hash for all keeps the relative links between style sheets and fonts as their authors
/// wrote them.
@Component
public class Assets {

    /// The folder of the addresses.
    public static final String ROOT = "/assets/";

    private static final String JARS = "META-INF/resources/webjars/";
    private static final Map<String, String> SOURCES =
            Map.ofEntries(
                    own("theme.css"),
                    own("theme.js"),
                    own("docs.js"),
                    own("diagrams.js"),
                    own("sandbox/diagram.html"),
                    own("sandbox/diagram.js"),
                    Map.entry("sandbox/mermaid.js", "vendored/mermaid.min.js"),
                    own("console.css"),
                    own("site.css"),
                    own("site.js"),
                    own("nav.js"),
                    own("keys.js"),
                    own("console.js"),
                    own("activity.css"),
                    own("search.css"),
                    own("search.js"),
                    own("icon.svg"),
                    Map.entry("bootstrap.css", JARS + "bootstrap/5.3.8/css/bootstrap.min.css"),
                    Map.entry(
                            "icons/icons.css",
                            JARS + "bootstrap-icons/1.13.1/font/bootstrap-icons.min.css"),
                    Map.entry(
                            "icons/fonts/bootstrap-icons.woff2",
                            JARS + "bootstrap-icons/1.13.1/font/fonts/bootstrap-icons.woff2"),
                    Map.entry("htmx.js", JARS + "htmx.org/2.0.10/dist/htmx.min.js"),
                    Map.entry("highlight.js", JARS + "highlightjs/11.11.1/highlight.min.js"),
                    Map.entry("htmx-sse.js", "vendored/htmx-ext-sse.min.js"),
                    Map.entry("inter.woff2", "vendored/inter-latin-wght-normal.woff2"),
                    Map.entry(
                            "jetbrains-mono.woff2",
                            "vendored/jetbrains-mono-latin-wght-normal.woff2"));

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String hash;

    Assets() {
        SOURCES.forEach((name, source) -> files.put(name, read(source)));
        hash = hashOf(files);
    }

    /// The address of a file, which changes whenever any file does.
    ///
    /// @throws IllegalArgumentException where the list has no such file
    public String url(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException("no asset " + name + ": add it to Assets");
        }
        return ROOT + hash + "/" + name;
    }

    Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    boolean isCurrent(String givenHash) {
        return hash.equals(givenHash);
    }

    private static Map.Entry<String, String> own(String name) {
        return Map.entry(name, "assets/" + name);
    }

    private static byte[] read(String source) {
        try {
            return new ClassPathResource(source).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hashOf(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

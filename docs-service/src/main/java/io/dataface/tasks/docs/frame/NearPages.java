package io.dataface.tasks.docs.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Guesses which page was meant by an address that leads nowhere.
@FunctionalInterface
public interface NearPages {

    /// What is like an address.
    ///
    /// @param path of the request, decoded, without the slash at its beginning
    Near near(String path);

    /// @param words to search for
    /// @param links to pages that look alike, the nearest first
    record Near(String words, List<Link> links) {
        static final Near NOTHING = new Near("", List.of());

        public Near {
            links = List.copyOf(links);
        }

        /// The words as an address has them.
        public String query() {
            return URLEncoder.encode(words, StandardCharsets.UTF_8);
        }
    }

    /// A page.
    record Link(String title, String href) {}
}

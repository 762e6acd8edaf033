package io.dataface.tasks.docs.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import org.commonmark.renderer.html.HtmlWriter;

/// Writes tags whose attributes have our seal.
record SealedTags(HtmlWriter html, Seal seal) {

    /// Opens a tag.
    ///
    /// @param attributes name, value, name, value …; one with an empty value is left out
    void open(String tag, String... attributes) {
        // In an order, so that the same page has the same entity tag.
        Map<String, String> sealed = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                sealed.put(attributes[i], seal.seal(attributes[i + 1]));
            }
        }
        html.tag(tag, sealed);
    }

    void close(String tag) {
        html.tag("/" + tag);
    }

    void text(String text) {
        html.text(text);
    }

    void line() {
        html.line();
    }
}

package io.dataface.tasks.docs.markdown;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/// The allow-list of what reaches a browser: harmless elements, and no attribute without our seal.
final class HtmlSafety {

    private static final String[] ELEMENTS = {
        "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "br", "hr", "blockquote", "pre", "code",
        "kbd", "samp", "var", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small",
        "sub", "sup", "abbr", "cite", "q", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead",
        "tbody", "tfoot", "tr", "th", "td", "caption", "details", "summary", "section", "a", "img"
    };

    private static final String[] ATTRIBUTES = {
        "id",
        "class",
        "title",
        "alt",
        "href",
        "src",
        "align",
        "start",
        "open",
        "type",
        "checked",
        "disabled",
        "tabindex",
        "aria-label",
        "aria-hidden"
    };

    /// Some characters are written as entities, of up to nine characters.
    private static final int MOST_GROWTH = 12;

    private final PolicyFactory policy;

    HtmlSafety(Seal seal) {
        policy =
                new HtmlPolicyBuilder()
                        .allowElements(ELEMENTS)
                        .allowElements(HtmlSafety::checkbox, "input")
                        .allowWithoutAttributes("span", "a")
                        .allowUrlProtocols("http", "https", "mailto")
                        .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                        .allowAttributes(ATTRIBUTES)
                        .matching((_, _, value) -> seal.open(value))
                        .globally()
                        .toFactory();
    }

    /// The safe part of the HTML; nothing where it would grow to many times of what was written,
    /// as tags that are never closed can make it.
    Optional<String> findClean(String html) {
        StringBuilder clean = new StringBuilder(html.length());
        try {
            HtmlStreamRenderer renderer =
                    HtmlStreamRenderer.create(
                            new Bounded(clean, MOST_GROWTH * html.length() + 10_000),
                            Handler.PROPAGATE,
                            Handler.DO_NOTHING);
            HtmlSanitizer.sanitize(html, policy.apply(renderer));
        } catch (TooLong e) {
            return Optional.empty();
        }
        // The library guards against template engines; none runs behind us.
        return Optional.of(clean.toString().replace("{<!-- -->{", "{{"));
    }

    private static @Nullable String checkbox(String element, List<String> attributes) {
        attributes.add("aria-label");
        attributes.add(attributes.contains("checked") ? "Done" : "Not done");
        return attributes.contains("checkbox") ? element : null;
    }

    private static final class TooLong extends RuntimeException {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private record Bounded(StringBuilder text, int most) implements Appendable {

        @Override
        public Appendable append(CharSequence part) {
            return append(part, 0, part.length());
        }

        @Override
        public Appendable append(CharSequence part, int start, int end) {
            if (text.length() + end - start > most) {
                throw new TooLong();
            }
            text.append(part, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c), 0, 1);
        }
    }
}

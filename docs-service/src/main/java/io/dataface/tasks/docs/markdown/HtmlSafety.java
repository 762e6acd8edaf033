package io.dataface.tasks.docs.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The allow-list of what reaches a browser. Ids and classes pass only with our seal.
final class HtmlSafety {

    private final PolicyFactory policy;

    HtmlSafety(Seal seal) {
        policy =
                new HtmlPolicyBuilder()
                        .allowElements(
                                "h2",
                                "h3",
                                "h4",
                                "h5",
                                "h6",
                                "p",
                                "div",
                                "span",
                                "br",
                                "hr",
                                "blockquote",
                                "pre",
                                "code",
                                "kbd",
                                "samp",
                                "var",
                                "em",
                                "strong",
                                "b",
                                "i",
                                "u",
                                "s",
                                "del",
                                "ins",
                                "mark",
                                "small",
                                "sub",
                                "sup",
                                "abbr",
                                "cite",
                                "q",
                                "ul",
                                "ol",
                                "li",
                                "dl",
                                "dt",
                                "dd",
                                "table",
                                "thead",
                                "tbody",
                                "tfoot",
                                "tr",
                                "th",
                                "td",
                                "caption",
                                "details",
                                "summary",
                                "section",
                                "a",
                                "img")
                        .allowElements(HtmlSafety::checkbox, "input")
                        .allowWithoutAttributes("span", "a")
                        .allowUrlProtocols("http", "https", "mailto")
                        .allowAttributes("href")
                        .onElements("a")
                        .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                        .allowAttributes("src")
                        .matching((_, _, value) -> localOnly(value))
                        .onElements("img")
                        .allowAttributes("alt", "title", "width", "height")
                        .onElements("img")
                        .allowAttributes("title")
                        .onElements("a", "abbr", "span")
                        .allowAttributes("align")
                        .matching(true, "left", "right", "center")
                        .onElements("th", "td")
                        .allowAttributes("colspan", "rowspan", "start")
                        .matching(HtmlSafety.NUMBER)
                        .onElements("th", "td", "ol")
                        .allowAttributes("open")
                        .onElements("details")
                        .allowAttributes("type")
                        .matching(true, "checkbox")
                        .onElements("input")
                        .allowAttributes("checked", "disabled")
                        .onElements("input")
                        .allowAttributes("tabindex")
                        .matching(true, "0")
                        .onElements("div")
                        .allowAttributes("id", "class", "aria-label", "aria-hidden")
                        .matching((_, _, value) -> seal.open(value))
                        .globally()
                        .toFactory();
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    String clean(String html) {
        // The library guards against template engines; none runs behind us.
        return policy.sanitize(html).replace("{<!-- -->{", "{{");
    }

    private static @Nullable String checkbox(String element, List<String> attributes) {
        if (!attributes.contains("disabled")) {
            attributes.add("disabled");
            attributes.add("disabled");
        }
        attributes.add("aria-label");
        attributes.add(attributes.contains("checked") ? "Done" : "Not done");
        return attributes.contains("checkbox") ? element : null;
    }

    private static @Nullable String localOnly(String url) {
        boolean elsewhere = url.startsWith("//") || url.matches("(?i)^[a-z][a-z0-9+.-]*:.*");
        return elsewhere ? null : url;
    }
}

package io.dataface.tasks.docs.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Html;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;

/// Every example of the CommonMark specification, rendered as a page's text is. What our pages add
/// (anchors, headings one level down, what makes boxes reachable by keyboard) is taken out again;
/// every other difference is listed here with its reason.
class MarkdownSpecTests {

    /// GFM makes links of bare addresses, which plain CommonMark leaves as text.
    private static final Set<String> BARE_ADDRESSES =
            Set.of("Autolinks 9", "Autolinks 13", "Autolinks 15", "Autolinks 18", "Autolinks 19");

    /// Links lead to http, https, mailto and pages of the plan.
    private static final Set<String> OTHER_SCHEMES =
            Set.of("Autolinks 3", "Autolinks 5", "Autolinks 6", "Autolinks 8", "Links 19");

    /// Authors' elements have no attributes.
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "Backslash escapes 10",
                    "Code spans 17",
                    "Emphasis and strong emphasis 126",
                    "Emphasis and strong emphasis 127",
                    "Emphasis and strong emphasis 128",
                    "Entity and numeric character references 7",
                    "Hard line breaks 10",
                    "Hard line breaks 11",
                    "HTML blocks 5",
                    "HTML blocks 6",
                    "HTML blocks 7",
                    "HTML blocks 12",
                    "HTML blocks 15",
                    "HTML blocks 17",
                    "HTML blocks 22",
                    "HTML blocks 40",
                    "Raw HTML 4",
                    "Raw HTML 18",
                    "Raw HTML 19");

    /// Elements that are not known to be harmless are left out, their text stays.
    private static final Set<String> ELEMENTS =
            Set.of(
                    "Link reference definitions 10",
                    "Links 10",
                    "Links 43",
                    "Links 55",
                    "HTML blocks 3",
                    "HTML blocks 16",
                    "HTML blocks 24",
                    "Raw HTML 1",
                    "Raw HTML 2",
                    "Raw HTML 3",
                    "Raw HTML 5");

    /// Scripts, style sheets, declarations and instructions are left out with what is in them.
    private static final Set<String> SCRIPTS =
            Set.of(
                    "HTML blocks 23",
                    "HTML blocks 25",
                    "HTML blocks 26",
                    "HTML blocks 29",
                    "HTML blocks 31",
                    "HTML blocks 35",
                    "Raw HTML 14",
                    "Raw HTML 17");

    /// Elements that are opened but not closed are closed where their block ends.
    private static final Set<String> UNCLOSED =
            Set.of(
                    "Links 13",
                    "HTML blocks 1",
                    "HTML blocks 9",
                    "HTML blocks 10",
                    "HTML blocks 11",
                    "HTML blocks 44");

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    @Test
    void everyExampleIsRenderedAsTheSpecificationSaysOrIsListed() {
        List<Example> examples = ExampleReader.readExamples(TestResources.getSpec());
        Set<String> different = new TreeSet<>();
        for (Example example : examples) {
            String source = example.getSource().replace('→', '\t');
            String wanted = normal(example.getHtml().replace('→', '\t'));
            if (!normal(html(source)).equals(wanted)) {
                different.add(name(example));
            }
        }
        Set<String> listed = new TreeSet<>();
        List.of(BARE_ADDRESSES, OTHER_SCHEMES, ATTRIBUTES, ELEMENTS, SCRIPTS, UNCLOSED)
                .forEach(listed::addAll);

        assertThat(examples).hasSizeGreaterThan(600);
        assertThat(different).isEqualTo(listed);
    }

    private String html(String markdown) {
        StringBuilder html = new StringBuilder();
        renderer.render(
                        new MarkdownSource(
                                markdown,
                                List.of(),
                                written -> new Links.Target(written, null),
                                "no title",
                                UnaryOperator.identity()))
                .pieces()
                .forEach(piece -> html.append(piece instanceof Html part ? part.html() : ""));
        return html.toString();
    }

    private static String normal(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        body.select("a.permalink").remove();
        body.select("h1").tagName("h2");
        body.select("h2, h3, h4, h5, h6").removeAttr("id");
        body.select("pre").removeAttr("tabindex");
        body.select("a").removeAttr("rel");
        for (Element link : body.select("[href], [src]")) {
            for (String name : List.of("href", "src")) {
                if (link.hasAttr(name)) {
                    link.attr(name, decoded(link.attr(name)));
                }
            }
        }
        for (Element element : body.getAllElements()) {
            element.childNodes().stream()
                    .filter(Comment.class::isInstance)
                    .toList()
                    .forEach(Node::remove);
        }
        return body.html().replaceAll("\\s+", " ").replace("> <", "><").strip();
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return url;
        }
    }

    private static String name(Example example) {
        return example.toString().replaceFirst(".*section \"(.*)\" example (\\d+)", "$1 $2");
    }
}

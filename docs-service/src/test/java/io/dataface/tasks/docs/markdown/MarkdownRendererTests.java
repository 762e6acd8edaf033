package io.dataface.tasks.docs.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Filled;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Heading;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.HoleEntry;
import io.dataface.tasks.docs.markdown.RenderedMarkdown.Html;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownRendererTests {

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    @Test
    void theFirstHeadingGoesWhereItRepeatsTheTitleAndOthersStayBelowIt() {
        assertThat(html("# Title\n\n# Other\n\n## Part"))
                .doesNotContain(">Title")
                .doesNotContain("<h1");
        assertThat(render("# Title\n\n# Other\n\n## Part").outline())
                .containsExactly(new Heading(2, "other", "Other"), new Heading(2, "part", "Part"));
    }

    @Test
    void headingsThatRepeatGetANumber() {
        assertThat(html("## A b\n\n## A b\n\n## Main"))
                .contains("<h2 id=\"a-b\">", "<h2 id=\"a-b-1\">", "<h2 id=\"main-1\">")
                .contains("href=\"#a-b-1\" title=\"Link to this section\" class=\"permalink\"");
    }

    @Test
    void tablesScrollInTheirBox() {
        assertThat(html("| a | b |\n| --- | ---: |\n| 1 | 2 |"))
                .contains("<div class=\"table-box\" tabindex=\"0\">\n<table>")
                .contains("<td align=\"right\">2</td>");
    }

    @Test
    void taskListsFootnotesAutolinksAndStrikethroughAreRendered() {
        String html =
                html(
                        """
                        - [ ] open
                        - [x] done

                        See https://example.org and ~~not~~ this.[^1]

                        [^1]: A note.
                        """);
        assertThat(html).contains("<li class=\"task\"><input type=\"checkbox\" disabled");
        assertThat(html).contains("checked=\"\"");
        assertThat(html).contains("href=\"https://example.org\"", "<del>not</del>");
        assertThat(html).contains("id=\"fn-1\"").contains("href=\"#fn-1\"");
    }

    @Test
    void alertsBecomeBoxes() {
        assertThat(html("> [!WARNING]\n> Take care."))
                .contains("<div class=\"alert2 warning\"><p class=\"head\"><i")
                .contains("</i>Warning</p>")
                .contains("<p>Take care.</p>")
                .doesNotContain("[!WARNING]");
        assertThat(html("> quoted [!NOTE] text")).contains("<blockquote>");
    }

    @Test
    void boxesOfMkDocsHoldBlocksAndFoldWhereAsked() {
        assertThat(html("!!! danger \"Mind *this*\"\n    One.\n\n    - item\n\nAfter."))
                .contains("<div class=\"alert2 caution\"><p class=\"head\">")
                .contains("</i>Mind *this*</p>")
                .contains("<p>One.</p>", "<ul><li>item</li></ul>\n</div>\n<p>After.</p>");
        assertThat(html("??? note\n    Folded."))
                .contains("<details class=\"alert2 note\"><summary class=\"head\">")
                .contains("</i>Note</summary>\n<p>Folded.</p>");
        assertThat(html("???+ tip \"Open\"\n    x")).contains("<details", "open=\"open\"");
        assertThat(html("!!! note \"\"\n    bare")).doesNotContain("head");
    }

    @Test
    void definitionListsAreRendered() {
        assertThat(html("Term\n:   Meaning\n\nOther\n:   One\n\n    Two").replace("\n", ""))
                .contains(
                        "<dl><dt>Term</dt><dd>Meaning</dd><dt>Other</dt>"
                                + "<dd><p>One</p><p>Two</p></dd></dl>");
    }

    @Test
    void codeHasTitleLineNumbersAndCanBeReachedByKeyboard() {
        assertThat(html("```java title=\"A.java\" linenums=\"7\"\nint a;\nint b;\n```"))
                .contains("<div class=\"code\"><p class=\"code-title\">A.java</p>")
                .contains("<pre tabindex=\"0\" class=\"numbered\">")
                .contains("<span class=\"lines\" aria-hidden=\"true\">7\n8</span>")
                .contains("<code class=\"language-java\">int a;\nint b;\n</code>");
        assertThat(html("```mermaid\ngraph LR\n```"))
                .contains("<div class=\"code diagram\"><pre", "language-mermaid");
    }

    @Test
    void aThousandHeadingsAndFootnotesAreLinkedTheOthersAreShown() {
        String many = html("# h\n".repeat(1_200) + "\n" + "[^a] ".repeat(1_200) + "\n\n[^a]: n\n");
        assertThat(many.split("<h2 id=", -1)).hasSize(1_201);
        assertThat(many.split("Link to this section", -1)).hasSize(1_001);
        assertThat(many.split("\\[\\^a]", -1)).hasSize(201);
    }

    @Test
    void linesOfCodeCanBeMarked() {
        assertThat(html("```java hl_lines=\"2 4-9\"\na\nb\nc\nd\n```"))
                .contains(
                        "<pre tabindex=\"0\"><span class=\"marked\" aria-hidden=\"true\">\n"
                                + "<mark> </mark>\n\n<mark> </mark>\n</span>"
                                + "<code class=\"language-java\">a\n");
        assertThat(html("```java hl_lines=\"9 x -1 0\"\na\n```")).contains("<mark>");
        assertThat(html("```java hl_lines=\"7\"\na\n```")).doesNotContain("marked");
    }

    @Test
    void noAttributeOfAnAuthorComesThrough() {
        assertThat(
                        html(
                                "<p align=center title=t>a <a href=\"https://e.org\">b</a>"
                                        + " <img src=c.png alt=d> <b lang=x>e</b></p>"))
                .contains("<p>a <a", ">b</a>", "<b>e</b></p>")
                .doesNotContainPattern("align|title|href|src|alt|lang");
    }

    @Test
    void lostImagesSayWhatTheyWouldShow() {
        assertThat(html("![Chart](gone.png)"))
                .contains("<span class=\"lost-image\" title=\"Nothing is at it.\">")
                .contains("Chart (image not found)</span>")
                .doesNotContain("<img");
    }

    @Test
    void aSecondTextOnAPageTakesNoIdOfTheFirst() {
        RenderedMarkdown second =
                renderer.render(
                        new MarkdownSource(
                                "## Problem\n\nx[^1]\n\n[^1]: note",
                                List.of(),
                                this::resolve,
                                "Title",
                                UnaryOperator.identity(),
                                Set.of("problem"),
                                "i1-"));
        assertThat(second.ids()).containsExactly("problem-1");
        assertThat(shape(second)).contains("id=i1-fn-1", "href=#i1-fn-1", "id=i1-fnref-1");
    }

    @Test
    void codeKeepsItsLanguageAndItsText() {
        assertThat(html("```java\nint a = 1 < 2 ? 1 : 0; // {{ owner() }}\n```"))
                .contains("<code class=\"language-java\">")
                .contains("1 &lt; 2")
                .contains("{{ owner() }}");
    }

    @Test
    void harmlessHtmlStaysAndIdsAndClassesOfAuthorsGo() {
        assertThat(html("<details><summary>More</summary>\n\n<kbd>k</kbd></details>"))
                .contains("<details>", "<summary>More</summary>", "<kbd>k</kbd>");
        assertThat(html("<p id=\"theme\" class=\"bar\" name=\"live\">x</p>")).contains("<p>x</p>");
    }

    @Test
    void imagesFromElsewhereBecomeLinks() {
        assertThat(html("![chart](https://example.org/c.png) ![here](c.png \"C\")"))
                .contains(">chart</a>")
                .contains("<img src=\"/docs/c.png\" alt=\"here\" title=\"C\"")
                .doesNotContain("src=\"https");
    }

    @Test
    void linksLeadWhereTheResolverSaysAndLostOnesAreMarked() {
        assertThat(html("[a](a.md#x) [gone](gone.md)"))
                .contains("href=\"/docs/a.md#x\"")
                .contains("class=\"broken\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=javascript:alert(1)>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" java\nscript:alert(1)\">x</a>",
                "<a href=\"&#106;avascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "[x](vbscript:alert(1))",
                "![x](data:image/svg+xml;base64,AAAA)",
                "![x](javascript:alert(1))",
                "<javascript:alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "<form action=//evil><input name=a><button>x</button></form>",
                "<base href=//evil>",
                "<meta http-equiv=refresh content=\"0;url=//evil\">",
                "<link rel=stylesheet href=//evil>",
                "<style>@import '//evil'</style>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<div onclick=alert(1)>x</div>",
                "<object data=x></object><embed src=x>",
                "<a href=x target=_blank ping=//evil>x</a>",
                "<input type=checkbox onfocus=alert(1) autofocus>",
                "```\"onmouseover=alert(1)\nx\n```",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<details ontoggle=alert(1) open>x</details>",
                "<a id=theme name=live>x</a><form id=main>",
                "| a |\n| --- |\n| <img src=x onerror=alert(1)> |"
            })
    void nothingThatRunsOrLoadsFromElsewhereComesThrough(String attack) {
        assertThat(html(attack))
                .doesNotContainPattern(
                        "(?i)<(script|svg|math|iframe|object|embed|style|link|meta|base|form|button)")
                .doesNotContainPattern("(?i)<[^>]*\\son[a-z]+\\s*=")
                .doesNotContainPattern("(?i)(href|src)=\"?\\s*(javascript|data|vbscript):")
                .doesNotContainPattern("(?i)<[^>]*(style|ping|target|name|autofocus)=")
                .doesNotContain("id=\"theme\"", "id=\"main\"", "id=\"live\"");
    }

    static List<String> floods() {
        return List.of(
                "`".repeat(10_000),
                "` ".repeat(10_000),
                "*".repeat(10_000),
                "*a **b ".repeat(5_000),
                ">".repeat(10_000) + "a",
                "[".repeat(10_000) + "a" + "]".repeat(10_000),
                "![".repeat(10_000),
                "- ".repeat(5_000) + "a",
                "<".repeat(10_000),
                "<a ".repeat(10_000),
                "<b>".repeat(10_000),
                "_".repeat(10_000) + "a",
                "|a".repeat(5_000) + "\n" + "|-".repeat(5_000) + "\n" + "|b".repeat(5_000),
                "[^1]".repeat(5_000) + "\n\n[^1]: x",
                "&".repeat(10_000),
                "http://a".repeat(3_000));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void aFloodIsRenderedInAMoment(String flood) {
        html("warm **up**");
        long start = System.nanoTime();
        html(flood);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aHoleAloneTakesTheParagraphsPlaceAndOneInTextSplitsIt() {
        String text = "before HOLE after\n\nHOLE\n\n*x*\nHOLE\n[y](y.md)";
        RenderedMarkdown rendered = holes(text, true);
        assertThat(shape(rendered))
                .isEqualTo(
                        "<p>before</p>B0<p>after</p>B1<p><em>x</em></p>B2<p><a"
                                + " href=/docs/y.md>y</a></p>");
        assertThat(rendered.outline())
                .containsExactly(new HoleEntry(0), new HoleEntry(1), new HoleEntry(2));
    }

    @Test
    void anInlineHoleStaysInItsSentence() {
        assertThat(shape(holes("a HOLE b", false))).isEqualTo("<p>a I0 b</p>");
    }

    @Test
    void holesInTagsAndCodeAreText() {
        String text = "<img src=\"a.png\" alt=\"HOLE\"> `HOLE` ![HOLE](a.png)";
        RenderedMarkdown rendered = holes(text, false);
        assertThat(rendered.pieces()).noneMatch(Filled.class::isInstance);
        assertThat(shape(rendered)).contains("alt=HOLE").contains("<code>HOLE</code>");
    }

    @Test
    void whatTheRendererMarksCannotBeWrittenByAnAuthor() {
        assertThat(html("q" + "a".repeat(24) + "b0e")).contains("b0e");
        assertThat(
                        renderer.render(
                                        new MarkdownSource(
                                                "HOLE",
                                                List.of(new Hole(0, 4, true, null)),
                                                this::resolve,
                                                "t",
                                                UnaryOperator.identity()))
                                .pieces())
                .hasAtLeastOneElementOfType(Filled.class);
    }

    private RenderedMarkdown holes(String text, boolean block) {
        List<Hole> holes = new ArrayList<>();
        for (int at = text.indexOf("HOLE"); at >= 0; at = text.indexOf("HOLE", at + 4)) {
            holes.add(new Hole(at, at + 4, block, null));
        }
        return renderer.render(
                new MarkdownSource(text, holes, this::resolve, "Title", UnaryOperator.identity()));
    }

    private static String shape(RenderedMarkdown rendered) {
        StringBuilder shape = new StringBuilder();
        for (RenderedMarkdown.Piece piece : rendered.pieces()) {
            switch (piece) {
                case Html html ->
                        shape.append(
                                html.html()
                                        .replaceAll(" rel=\"[^\"]*\"", "")
                                        .replaceAll("[\n\"]", ""));
                case Filled hole -> shape.append(hole.block() ? "B" : "I").append(hole.hole());
            }
        }
        return shape.toString();
    }

    private RenderedMarkdown render(String markdown) {
        return renderer.render(
                new MarkdownSource(
                        markdown, List.of(), this::resolve, "Title", UnaryOperator.identity()));
    }

    private String html(String markdown) {
        StringBuilder html = new StringBuilder();
        for (RenderedMarkdown.Piece piece : render(markdown).pieces()) {
            html.append(piece instanceof Html part ? part.html() : "");
        }
        return html.toString();
    }

    private Links.Target resolve(String written) {
        boolean local = !written.contains(":") && !written.startsWith("#");
        return new Links.Target(
                local ? "/docs/" + written : written,
                written.startsWith("gone") ? "Nothing is at it." : null);
    }
}

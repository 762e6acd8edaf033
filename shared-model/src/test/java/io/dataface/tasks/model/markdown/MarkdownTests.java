package io.dataface.tasks.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!!! note                   | note    | Note     | NONE",
                "!!! Warning \"Hot surface\" | warning | Hot surface | NONE",
                "??? tip                    | tip     | Tip      | CLOSED",
                "???+ bug inline \"It bites\" | bug   | It bites | OPEN",
                "> [!CAUTION]               | caution | Caution  | NONE",
                "> [!note]                  | note    | Note     | NONE"
            })
    void bothSpellingsMakeABox(String head, String kind, String title, Admonition.Fold fold) {
        String lead = head.startsWith(">") ? "> " : "    ";
        Node box = Markdown.parse(head.strip() + "\n" + lead + "Body.\n").getFirstChild();

        assertThat(box).isInstanceOf(Admonition.class);
        assertThat(((Admonition) box).kind()).isEqualTo(kind);
        assertThat(((Admonition) box).title()).isEqualTo(title);
        assertThat(((Admonition) box).fold()).isEqualTo(fold);
        assertThat(tree(box)).isEqualTo("Admonition(Paragraph(Body.))");
    }

    @Test
    void aBoxHoldsEveryBlockUntilTheIndentEnds() {
        assertThat(tree("!!! note\n\n    - a\n\n          code\n\n    !!! tip\n        b\n\nc"))
                .isEqualTo(
                        "Document(Admonition(BulletList(ListItem(Paragraph(a)IndentedCodeBlock))"
                                + "Admonition(Paragraph(b)))Paragraph(c))");
    }

    @Test
    void aBoxStandsInAListItemToo() {
        assertThat(tree("- a\n\n    !!! note\n        b"))
                .isEqualTo("Document(BulletList(ListItem(Paragraph(a)Admonition(Paragraph(b)))))");
    }

    @ParameterizedTest
    @CsvSource({"!!!note", "!!! 1", "a !!! note", "!! note", "????  note", "!!! note \"a\" b \"c"})
    void whatOnlyLooksLikeABoxIsText(String line) {
        assertThat(Markdown.parse(line + "\n    x").getFirstChild()).isInstanceOf(Paragraph.class);
    }

    @Test
    void aQuoteThatNamesAnAlertInItsTextStaysAQuote() {
        assertThat(Markdown.parse("> [!NOTE] text").getFirstChild()).isInstanceOf(BlockQuote.class);
        assertThat(Markdown.parse("> [!OTHER]\n> a").getFirstChild())
                .isInstanceOf(BlockQuote.class);
    }

    @Test
    void termsAndDefinitionsAreOneList() {
        assertThat(tree("One\nTwo\n:   a\n:   b\n\nThree\n\n:   c\n\n    d\n\nend"))
                .isEqualTo(
                        "Document(DefinitionList(Term(One)Term(Two)Definition(Paragraph(a))"
                                + "Definition(Paragraph(b))Term(Three)"
                                + "Definition(Paragraph(c)Paragraph(d)))Paragraph(end))");
    }

    @Test
    void aMarkThatTheAuthorEscapedStaysSo() {
        assertThat(NodeText.of(Markdown.parse("\\<!--a ".repeat(300))))
                .isEqualTo("<!--a ".repeat(300).strip());
    }

    @Test
    void aColonWithoutATermIsText() {
        assertThat(tree(": a")).isEqualTo("Document(Paragraph(: a))");
        assertThat(tree("# Head\n: a")).isEqualTo("Document(HeadingParagraph(: a))");
        assertThat(tree("[x]: /y\n: a"))
                .isEqualTo("Document(LinkReferenceDefinitionParagraph(: a))");
    }

    @Test
    void whatIsNestedDeeperThanAnyoneWritesIsText() {
        Node strong = Markdown.parse("*".repeat(30_000) + "a" + "*".repeat(30_000));
        int depth = 0;
        for (Node node = strong; node != null; node = node.getFirstChild()) {
            depth++;
        }

        assertThat(depth).isBetween(50, 110);
        assertThat(NodeText.of(strong)).isEqualTo("a");
    }

    @Test
    void aTableThatWouldGrowToManyCellsIsText() {
        String bomb = "|a".repeat(200) + "\n" + "|-".repeat(200) + "\n" + "|b\n".repeat(200);

        assertThat(Markdown.parse(bomb).getFirstChild()).isInstanceOf(Paragraph.class);
        assertThat(Markdown.parse("|a|b\n|-|-\n|c").getFirstChild())
                .isNotInstanceOf(Paragraph.class);
    }

    private static String tree(String markdown) {
        return tree(Markdown.parse(markdown));
    }

    private static String tree(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        }
        String name = node.getClass().getSimpleName();
        StringBuilder below = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            below.append(tree(child));
        }
        boolean bare = below.isEmpty() || name.equals("Heading");
        return bare ? name : name + "(" + below + ")";
    }
}

package io.dataface.tasks.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.markdown.Reference.Kind;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinkIndexTests {

    @Test
    void headingsHaveAnchorsAndTheSameOneAgainANumber() {
        assertThat(LinkIndex.of("# A b!\n\n## A *b*\n\n## A b\n\n## 東京 2\n\n## ?").anchors())
                .containsExactlyInAnyOrder("a-b", "a-b-1", "a-b-2", "東京-2", "section");
    }

    @Test
    void aThousandHeadingsAlikeGetNumbersInTheirOrder() {
        Anchors anchors = new Anchors();
        String last =
                "x\n"
                        .repeat(20_000)
                        .lines()
                        .map(anchors::next)
                        .collect(Collectors.toList())
                        .getLast();

        assertThat(last).isEqualTo("x-19999");
    }

    @Test
    void idsOfTheFrameAreNotGivenToHeadings() {
        assertThat(LinkIndex.of("# Main\n\n# Search").anchors())
                .containsExactlyInAnyOrder("main-1", "search-1");
    }

    @Test
    void linksAndImagesAreFoundWithTheirPlaces() {
        assertThat(
                        LinkIndex.of(
                                        "See [a](a.md#x) and\n"
                                                + "![b](b.png \"t\") [c][r].\n\n"
                                                + "[r]: <c d.md>\n\n"
                                                + "!!! note\n"
                                                + "    [in a box](d.md)\n\n"
                                                + "    `[code](no.md)`\n")
                                .references())
                .containsExactly(
                        new Reference(Kind.LINK, "a.md#x", 1, 5),
                        new Reference(Kind.IMAGE, "b.png", 2, 1),
                        new Reference(Kind.LINK, "c d.md", 2, 17),
                        new Reference(Kind.LINK, "d.md", 7, 5));
    }
}

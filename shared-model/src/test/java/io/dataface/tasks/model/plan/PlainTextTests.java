package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a [link](http://x.y/(z)) b|a link b",
                "a [**bold** link][ref] ![alt](p.png)|a bold link alt",
                "**bold** *em* _em_ __b__ ~~gone~~|bold em em b gone",
                "snake_case _private_name() a*b 2 * 3 *.md|snake_case _private_name() a*b 2 * 3"
                        + " *.md",
                "`code *x*` and ``a ` b``|code *x* and a ` b",
                "<b>html</b> <http://x.y> a < b|html http://x.y a < b",
                "\\*not em\\* \\[x\\] AT&amp;T &lt;|*not em* [x] AT&T <",
                "[ ] box [x|[ ] box [x",
                "see [x] and [y]|see [x] and [y]",
            })
    void marksAreTakenOff(String markdown, String plain) {
        assertThat(PlainText.of(markdown)).isEqualTo(plain);
    }

    @Test
    void theFirstParagraphIsOneLineAndKeepsItsCodeMarks() {
        assertThat(
                        PlainText.firstParagraph(
                                "\n<!-- a\n\nb -->\n### H\n\nRun `x y`\n  **now**.\n\nTwo"))
                .isEqualTo("Run `x y` now.");
        assertThat(PlainText.firstParagraph("- first\n  goes on\n- second"))
                .isEqualTo("first goes on");
        assertThat(PlainText.firstParagraph("> quoted\n> text\n```\ncode\n```"))
                .isEqualTo("quoted text");
        assertThat(PlainText.firstParagraph(" \n")).isEmpty();
    }

    @Test
    void aSummaryHasAtMostAHundredAndTwentyCodePoints() {
        String balloons = "🎈".repeat(120);
        assertThat(PlainText.summary(balloons)).isEqualTo(balloons);
        assertThat(PlainText.summary(balloons + "x")).isEqualTo("🎈".repeat(119) + "…");
        assertThat(PlainText.summary("a".repeat(118) + " bcd")).isEqualTo("a".repeat(118) + "…");
    }
}

package io.dataface.tasks.docs.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiTests {

    @Test
    void coloursBecomeClassesAndMarkupIsText() {
        assertThat(html("\u001b[31m<script>alert(1)</script>\u001b[0m done"))
                .isEqualTo("<span class=\"f1\">&lt;script&gt;alert(1)&lt;/script&gt;</span> done");
    }

    @Test
    void aLookGoesOnOnTheNextLine() {
        Ansi.Piece first = Ansi.render("\u001b[1;32mon", Sgr.PLAIN);
        assertThat(Ansi.render("and on", Sgr.decode(first.look().encode())).html())
                .isEqualTo("<span class=\"f2 bo\">and on</span>");
    }

    @Test
    void indexedAndTrueColoursDoNotSpill() {
        assertThat(html("\u001b[38;5;196mred\u001b[0m \u001b[38;2;1;2;3mplain"))
                .isEqualTo("<span class=\"f9\">red</span> plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]0;title\u0007x",
                "\u001b]8;;http://evil\u001b\\x",
                "\u001b]52;c;ZXZpbA==\u0007x",
                "\u001bPq#0\u001b\\x",
                "\u001b_app\u001b\\x",
                "\u001b[2Jx",
                "\u001b[6nx",
                "\u009b31;1Hx",
                "\u009d0;title\u009cx",
                "\u001b(Bx",
                "\u001bcx",
                "\u0000\u0007\u0008x",
                "\u202ex",
                "\u007fx"
            })
    void everyOtherControlIsDropped(String text) {
        assertThat(html(text)).isEqualTo("x");
    }

    @Test
    void anUnfinishedSequenceShowsNothing() {
        assertThat(html("a\u001b[31")).isEqualTo("a");
        assertThat(html("a\u001b")).isEqualTo("a");
        assertThat(html("a\u001b]0;never ends")).isEqualTo("a");
    }

    @Test
    void aQuoteCannotLeaveAnAttribute() {
        assertThat(html("\"'&")).isEqualTo("&#34;&#39;&amp;");
    }

    @Test
    void aVeryLongLineIsCutAndSaysSo() {
        assertThat(html("x".repeat(Ansi.LONGEST + 7)))
                .hasSizeLessThan(Ansi.LONGEST + 100)
                .contains("7 more characters");
    }

    private static String html(String text) {
        return Ansi.render(text, Sgr.PLAIN).html();
    }
}

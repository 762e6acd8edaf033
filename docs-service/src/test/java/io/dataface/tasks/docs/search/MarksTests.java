package io.dataface.tasks.docs.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.search.Marked.Piece;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dash|dash|A dashboard, Dash and a rash|A [dashboard], [Dash] and a rash",
                "factory|factori|Two factories|Two [factories]",
                "running|run|It runs, running|It [runs], [running]",
                "muller|muller|Frau Müller|Frau [Müller]",
                "a|a|a cat|[a] cat",
                "日本|日本|日本語 text|[日本語] text",
            })
    void whatBeginsLikeTheWordOrItsStemIsMarked(
            String word, String stem, String text, String marked) {
        assertThat(text(Marks.of(List.of(word), List.of(stem)).whole(text))).isEqualTo(marked);
    }

    @Test
    void theSnippetStandsWhereMostOfTheWordsAre() {
        String text = "one " + "filler ".repeat(60) + "then one and two meet " + "end ".repeat(60);
        Marks.Cut cut = Marks.of(List.of("one", "two"), List.of("one", "two")).cut(text, 0);
        Marked snippet = cut.text();
        assertThat(text(snippet)).contains("then [one] and [two] meet").startsWith("… ");
        assertThat(snippet.plain()).endsWith(" …").hasSizeBetween(120, 260);
        assertThat(text.substring(cut.at())).startsWith("one and two");
        assertThat(cut.found()).isTrue();
    }

    @Test
    void aTextWithoutTheWordsBeginsAtItsBegin() {
        Marks none = Marks.of(List.of("none"), List.of());
        assertThat(none.cut("Short text. Next.", 0).text().pieces())
                .containsExactly(new Piece("Short text. Next.", false));
        assertThat(none.cut("Short text. Next.", 12).text().plain()).isEqualTo("… Next.");
        assertThat(none.cut("", 0).text().pieces()).isEmpty();
        assertThat(none.cut("", 7).found()).isFalse();
    }

    @Test
    void oneEndlessWordIsCutToo() {
        Marked snippet =
                Marks.of(List.of("x"), List.of("x"))
                        .cut("𝒳".repeat(10_000) + " x " + "y".repeat(9), 0)
                        .text();
        assertThat(snippet.plain()).hasSizeLessThan(300);
        assertThat(snippet.plain().chars().filter(c -> c == 0xFFFD)).isEmpty();
    }

    private static String text(Marked marked) {
        return marked.pieces().stream()
                .map(piece -> piece.marked() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }
}

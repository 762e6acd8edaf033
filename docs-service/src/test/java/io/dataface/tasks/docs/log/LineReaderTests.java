package io.dataface.tasks.docs.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTests {

    private final LineReader reader = new LineReader(1, 0, Sgr.PLAIN, 1, 100);

    @Test
    void linesAreNumberedOverAllStreams() {
        reader.take(0, "stdout", bytes("one\n"), 0);
        reader.take(4, "stderr", bytes("two\n"), 0);
        assertThat(reader.lines())
                .containsExactly(
                        new LogLine(1, "", "one", false), new LogLine(2, "e", "two", false));
        assertThat(reader.next()).isEqualTo(8);
    }

    @Test
    void aCharacterMayBeSplitOverChunks() {
        byte[] text = bytes("größe\n");
        reader.take(0, "stdout", java.util.Arrays.copyOf(text, 3), 0);
        reader.take(3, "stdout", java.util.Arrays.copyOfRange(text, 3, text.length), 0);
        assertThat(reader.lines()).extracting(LogLine::html).containsExactly("größe");
    }

    @Test
    void aLineWithoutItsEndIsReadAgain() {
        reader.take(0, "stdout", bytes("whole\npart"), 0);
        List<LogLine> lines = reader.lines();
        assertThat(lines.getLast().partial()).isTrue();
        assertThat(reader.next()).isEqualTo(6);
        assertThat(reader.nextLine()).isEqualTo(2);
    }

    @Test
    void aProgressBarShowsItsLastState() {
        reader.take(0, "stdout", bytes("10 %\r50 %\r100 %\r\n"), 0);
        assertThat(reader.lines()).extracting(LogLine::html).containsExactly("100 %");
    }

    @Test
    void emptyLinesCount() {
        reader.take(0, "stdout", bytes("\n\nx\n"), 0);
        assertThat(reader.lines()).extracting(LogLine::html).containsExactly("", "", "x");
    }

    @Test
    void theIndexFindsTheChunkInWhichALineStarts() {
        var index = new LineIndex();
        index.add(0, 10, 2);
        index.add(10, 10, 0);
        index.add(20, 10, 3);
        assertThat(index.placeOf(1)).isEqualTo(new LineIndex.Place(0, 1));
        assertThat(index.placeOf(3)).isEqualTo(new LineIndex.Place(0, 1));
        assertThat(index.placeOf(4)).isEqualTo(new LineIndex.Place(20, 3));
        assertThat(index.newlines()).isEqualTo(5);
    }

    @Test
    void theIndexFindsTheFirstWholeLineFromAnOffsetOn() {
        var index = new LineIndex();
        index.add(0, 10, 2);
        index.add(10, 10, 0);
        index.add(20, 10, 3);
        assertThat(index.lineAfter(-5)).isEqualTo(1);
        assertThat(index.lineAfter(1)).isEqualTo(4);
        assertThat(index.placeOf(index.lineAfter(1)).offset()).isGreaterThanOrEqualTo(1);
        assertThat(index.lineAfter(25)).as("none").isEqualTo(7);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

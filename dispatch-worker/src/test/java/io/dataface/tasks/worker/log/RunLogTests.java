package io.dataface.tasks.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLogTests {
    private final List<String> chunks = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private int failures;

    private synchronized void append(long offset, String stream, byte[] bytes) throws IOException {
        if (failures-- > 0) {
            throw new IOException("away");
        }
        assertThat(offset).isEqualTo(stored.size());
        stored.writeBytes(bytes);
        parts.add(new String(bytes, StandardCharsets.UTF_8));
        chunks.add(stream + ":" + bytes.length);
    }

    @Test
    void bytesArriveInOrderWithTheirStreamsAndOffsets() throws Exception {
        var log = new RunLog(this::append, 1_000);
        log.write(RunLog.Stream.STDOUT, bytes("one "));
        log.write(RunLog.Stream.STDERR, bytes("two "));
        log.write(RunLog.Stream.STDOUT, bytes("three"));
        assertThat(log.close()).isEqualTo(13);
        assertThat(stored.toString(StandardCharsets.UTF_8)).isEqualTo("one two three");
        assertThat(chunks).containsExactly("stdout:4", "stderr:4", "stdout:5");
    }

    @Test
    void aChunkHasAtMost64KiB() throws Exception {
        var log = new RunLog(this::append, 1_000_000);
        log.write(RunLog.Stream.STDOUT, new byte[150_000]);
        assertThat(log.close()).isEqualTo(150_000);
        assertThat(chunks).containsExactly("stdout:65536", "stdout:65536", "stdout:18928");
    }

    @Test
    void whatCouldNotBeDeliveredIsDeliveredLater() throws Exception {
        failures = 2;
        var log = new RunLog(this::append, 1_000);
        log.write(RunLog.Stream.STDOUT, bytes("patience"));
        assertThat(log.close()).isEqualTo(8);
        assertThat(stored.toString(StandardCharsets.UTF_8)).isEqualTo("patience");
    }

    @Test
    void pastItsLimitTheLogEndsWithAMarker() throws Exception {
        var log = new RunLog(this::append, 10);
        log.write(RunLog.Stream.STDOUT, bytes("0123456789abc"));
        log.write(RunLog.Stream.STDOUT, bytes("more"));
        var length = log.close();
        assertThat(stored.toString(StandardCharsets.UTF_8))
                .startsWith("0123456789\n[the log ends here")
                .doesNotContain("abc", "more")
                .hasSize((int) length);
    }

    @Test
    void noChunkIsCutInsideACharacter() throws Exception {
        var log = new RunLog(this::append, 1_000_000);
        var text = "a" + "ü€😀".repeat(20_000);
        var all = bytes(text);
        for (var at = 0; at < all.length; at += 1001) {
            log.write(
                    RunLog.Stream.STDOUT,
                    Arrays.copyOfRange(all, at, Math.min(all.length, at + 1001)));
        }
        log.write(RunLog.Stream.STDERR, new byte[] {(byte) 0xE2, (byte) 0x82});
        assertThat(log.close()).isEqualTo(all.length + 2);
        assertThat(parts.subList(0, parts.size() - 1)).noneMatch(part -> part.contains("\uFFFD"));
        assertThat(String.join("", parts)).startsWith(text);
    }

    @Test
    void theLastLinesAreThoseOfTheAgent() throws Exception {
        var log = new RunLog(this::append, 1_000);
        log.write(RunLog.Stream.STDOUT, bytes("a\nb\n\nc\n"));
        log.say("not this");
        assertThat(log.lastLines(2)).containsExactly("b", "c");
        log.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

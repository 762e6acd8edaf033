package io.dataface.tasks.model.plan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// A file's characters, decoded so strictly that encoding them again gives the same bytes.
///
/// @param text without a byte order mark
/// @param bom whether the file begins with a byte order mark
record SourceText(String text, boolean bom) {

    /// Larger files are no pages that people write or read.
    static final int MAX_BYTES = 2 * 1024 * 1024;

    static SourceText decode(byte[] bytes) throws BrokenFileException {
        if (bytes.length > MAX_BYTES) {
            throw new BrokenFileException(
                    1,
                    1,
                    "file-too-large",
                    "The file has " + bytes.length + " bytes, more than " + MAX_BYTES + ".",
                    "Move what is not plan text out of the file, or split it.");
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw at(
                    text,
                    text.length(),
                    "encoding",
                    "The file is not valid UTF-8 here.",
                    "Save the file as UTF-8.");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw at(
                    text,
                    nul,
                    "binary",
                    "The file holds a NUL character, so it is not text.",
                    "Remove the character, or give a file that is no page another ending than"
                            + " .md.");
        }
        boolean bom = text.startsWith("\uFEFF");
        return new SourceText(bom ? text.substring(1) : text, bom);
    }

    /// How many bytes of the file stand before the character at `offset`.
    int byteOffset(int offset) {
        return (bom ? 3 : 0) + text.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
    }

    static BrokenFileException at(
            String text, int offset, String rule, String message, String fix) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new BrokenFileException(
                line, text.codePointCount(lineStart, offset) + 1, rule, message, fix);
    }
}

package io.dataface.tasks.worker.log;

/// Where bytes of UTF-8 text may be cut, so that each part decodes by itself.
final class Utf8 {
    private static final int LONGEST = 4;

    private Utf8() {}

    /// The largest cut of at most `most` bytes that is inside no character. Bytes that are no UTF-8
    /// may be cut anywhere.
    static int cut(byte[] bytes, int most) {
        var end = Math.min(most, bytes.length);
        for (var start = end - 1; start >= Math.max(0, end - LONGEST + 1); start--) {
            if ((bytes[start] & 0xC0) != 0x80) {
                return start + length(bytes[start]) > end ? start : end;
            }
        }
        return end;
    }

    private static int length(byte first) {
        var bits = first & 0xFF;
        if (bits >= 0xF0 && bits < 0xF8) {
            return 4;
        }
        return bits >= 0xE0 && bits < 0xF0 ? 3 : bits >= 0xC0 && bits < 0xE0 ? 2 : 1;
    }
}

package io.dataface.tasks.docs.log;

import java.util.Arrays;

/// Which line each chunk of one log starts in. Grows with the log, never changes.
class LineIndex {

    private long[] offsets = new long[16];
    private int[] newlines = new int[16];
    private int size;
    private long end;
    private int lines;

    /// A place from which to read.
    ///
    /// @param line number of the line in which the chunk's first byte lies
    record Place(long offset, int line) {}

    synchronized void add(long offset, int length, int newlinesInside) {
        if (offset < end) {
            return;
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            newlines = Arrays.copyOf(newlines, size * 2);
        }
        offsets[size] = offset;
        newlines[size] = lines;
        size++;
        lines += newlinesInside;
        end = offset + length;
    }

    /// Bytes that are indexed.
    synchronized long end() {
        return end;
    }

    /// Newlines in those bytes.
    synchronized int newlines() {
        return lines;
    }

    /// The first line that starts no earlier than in the first chunk from this offset on; 1 where
    /// the whole log is from there on.
    synchronized int lineAfter(long offset) {
        if (offset <= 0) {
            return 1;
        }
        int at = Arrays.binarySearch(offsets, 0, size, offset);
        int chunk = at < 0 ? -at - 1 : at;
        return (chunk < size ? newlines[chunk] : lines) + 2;
    }

    /// The last chunk at whose start no byte of that line has come.
    synchronized Place placeOf(int line) {
        int at = Arrays.binarySearch(newlines, 0, size, line - 1);
        int chunk = at < 0 ? -at - 2 : at;
        // Chunks without a newline share a count: the first of them may hold the line's start.
        while (chunk > 0 && newlines[chunk] == line - 1) {
            chunk--;
        }
        return size == 0 || chunk < 0
                ? new Place(0, 1)
                : new Place(offsets[chunk], newlines[chunk] + 1);
    }
}

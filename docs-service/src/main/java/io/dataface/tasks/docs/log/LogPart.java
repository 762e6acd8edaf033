package io.dataface.tasks.docs.log;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lines of a log and where to go on from there.
///
/// @param next offset in bytes at which the next line to ask for starts
/// @param nextLine its number
/// @param look how its text looks at its start
/// @param length bytes in the log so far
/// @param finalLength bytes in all, once the run has ended
/// @param truncated whether the run wrote more than is kept
/// @param reset whether these lines replace the ones before: too much came in between
public record LogPart(
        UUID dispatchId,
        List<LogLine> lines,
        long next,
        int nextLine,
        String look,
        long length,
        @Nullable Long finalLength,
        boolean truncated,
        boolean reset) {

    /// The number of the first line shown; 1 where there is none.
    public int firstLine() {
        return lines.isEmpty() ? 1 : lines.getFirst().number();
    }

    /// The number of the last line shown; 0 where there is none.
    public int lastLine() {
        return lines.isEmpty() ? 0 : lines.getLast().number();
    }

    /// Whether nothing more can come.
    public boolean complete() {
        return finalLength != null && next >= finalLength;
    }

    /// Whether lines follow that are already there.
    public boolean more() {
        return next < length && (lines.isEmpty() || !lines.getLast().partial());
    }
}

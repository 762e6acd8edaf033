package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Answer;
import io.dataface.tasks.cli.connection.Call;
import io.dataface.tasks.cli.connection.ManagerClient;
import io.dataface.tasks.model.api.DispatchView;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The log of a run as far as it is stored.
final class StoredLog {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long TAIL_BYTES_PER_LINE = 400;

    private final ManagerClient client;
    private final DispatchView dispatch;

    /// Bytes of a log.
    ///
    /// @param offset where they begin
    record Part(long offset, byte[] bytes) {
        long end() {
            return offset + bytes.length;
        }
    }

    StoredLog(ManagerClient client, DispatchView dispatch) {
        this.client = client;
        this.dispatch = dispatch;
    }

    /// The last lines; everything for null. Reads more than once only where lines are long.
    Part tail(@Nullable Integer lines) {
        if (lines == null) {
            return new Part(0, read(null));
        }
        long length = dispatch.logLength();
        if (lines == 0 || length == 0) {
            return new Part(length, new byte[0]);
        }
        long wanted = Math.max(65_536, lines * TAIL_BYTES_PER_LINE);
        while (true) {
            long from = Math.max(0, length - wanted);
            byte[] bytes = read(from + "-");
            int start = startOfLast(bytes, lines);
            if (start > 0 || from == 0) {
                return new Part(from + start, Arrays.copyOfRange(bytes, start, bytes.length));
            }
            wanted *= 8;
        }
    }

    /// The bytes of a range as HTTP writes it.
    Part range(String range) {
        return new Part(Long.parseLong(range.substring(0, range.indexOf('-'))), read(range));
    }

    private byte[] read(@Nullable String range) {
        Call call = Call.get("/dispatches/" + dispatch.id() + "/log");
        if (range != null) {
            call = call.with("Range", "bytes=" + range);
        }
        Answer answer = client.exchange(call, LIMIT);
        // Nothing is stored there, or not yet.
        if (answer.status() == 416) {
            return new byte[0];
        }
        if (!answer.ok()) {
            throw answer.toException();
        }
        // A server that does not know ranges answers 200 with everything.
        if (range != null && answer.status() == 200) {
            return cut(answer.body(), range);
        }
        return answer.body();
    }

    private static byte[] cut(byte[] all, String range) {
        String[] ends = range.split("-", 2);
        int from = (int) Math.min(all.length, Long.parseLong(ends[0]));
        long to = ends[1].isEmpty() ? all.length : Long.parseLong(ends[1]) + 1;
        return Arrays.copyOfRange(all, from, Math.clamp(to, from, all.length));
    }

    private static int startOfLast(byte[] bytes, int lines) {
        int found = 0;
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (bytes[i] == '\n' && ++found == lines) {
                return i + 1;
            }
        }
        return 0;
    }
}

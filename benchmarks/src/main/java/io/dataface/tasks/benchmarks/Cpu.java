package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Processor time from `/proc`: user and system time together (proc(5)); Linux only.
final class Cpu {
    /// `sysconf(_SC_CLK_TCK)` on every Linux that Java runs on.
    private static final long TICKS_PER_SECOND = 100;

    private static final int OWN = 11;
    private static final int WAITED_FOR = 13;

    private Cpu() {}

    /// The time that the process has used.
    static Duration of(long pid) {
        return ticks(pid, OWN);
    }

    /// The same for this process.
    static Duration own() {
        return of(ProcessHandle.current().pid());
    }

    /// The time of a process with all its children, those that ended too.
    static Duration ofTree(long pid) {
        var sum = of(pid).plus(ticks(pid, WAITED_FOR));
        var parent = ProcessHandle.of(pid).orElseThrow();
        return parent.children().map(child -> of(child.pid())).reduce(sum, Duration::plus);
    }

    private static Duration ticks(long pid, int first) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name before it may hold anything.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }
}

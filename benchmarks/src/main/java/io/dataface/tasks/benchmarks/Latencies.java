package io.dataface.tasks.benchmarks;

import java.util.Arrays;

/// Times of single operations, from any number of threads.
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int size;

    synchronized void add(long nano) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = nano;
    }

    synchronized int size() {
        return size;
    }

    synchronized void clear() {
        size = 0;
    }

    /// The time in milliseconds below which this share of all lies; the highest one for 1.
    synchronized double millis(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int at = (int) Math.ceil(share * size) - 1;
        return sorted[Math.clamp(at, 0, size - 1)] / 1e6;
    }
}

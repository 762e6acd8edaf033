package io.dataface.tasks.worker.log;

import java.io.IOException;

/// Where a run's log goes, chunk by chunk.
@FunctionalInterface
public interface LogSink {
    /// Stores bytes at an offset.
    ///
    /// @throws IOException if they were not stored, or nobody knows
    void append(long offset, String stream, byte[] bytes) throws IOException;
}

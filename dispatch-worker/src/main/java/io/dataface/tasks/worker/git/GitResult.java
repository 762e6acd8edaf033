package io.dataface.tasks.worker.git;

import java.nio.charset.StandardCharsets;

/// What a git command left behind.
///
/// @param out standard output, at most as much as was asked for
/// @param truncated whether there was more output
/// @param error standard error, at most 64 KiB, without credentials of URLs
public record GitResult(int exit, byte[] out, boolean truncated, String error) {

    /// Whether git was content.
    public boolean ok() {
        return exit == 0;
    }

    /// Standard output as text, without surrounding white space.
    public String text() {
        return new String(out, StandardCharsets.UTF_8).strip();
    }
}

package io.dataface.tasks.manager.plan.source;

/// How large a plan may be, so that a wrong folder does not fill the registry.
final class Limits {
    static final int FILES = 20_000;
    static final long FILE_BYTES = 5L << 20;
    static final long ALL_BYTES = 256L << 20;

    private int files;
    private long bytes;

    /// Whether one file is small enough to be taken in.
    static boolean fits(long size) {
        return size <= FILE_BYTES;
    }

    /// Whether the path is none of the hidden ones, such as `.git`.
    static boolean visible(String path) {
        return !path.startsWith(".") && !path.contains("/.");
    }

    /// Counts a file in.
    void add(long size) {
        files++;
        bytes += size;
        if (files > FILES || bytes > ALL_BYTES) {
            throw new SourceException(
                    "this is larger than a plan may be (%,d files, %d MB): is it the folder that holds tasks/?"
                            .formatted(FILES, ALL_BYTES >> 20));
        }
    }
}

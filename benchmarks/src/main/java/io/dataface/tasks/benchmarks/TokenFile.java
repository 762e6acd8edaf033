package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// The bearer token of a measured manager.
final class TokenFile {
    private TokenFile() {}

    /// A new file that only its owner may read, with a random token.
    static Path create() throws IOException {
        var file =
                Files.createTempFile(
                        "benchmark-token-",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, UUID.randomUUID().toString().repeat(2));
        return file;
    }
}

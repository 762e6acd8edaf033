package io.dataface.tasks.manager.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The one token that every caller must know, read at start from a file of its owner alone.
@Component
class BearerToken {
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] token;

    BearerToken(AuthProperties properties) {
        token = read(properties.tokenFile()).getBytes(UTF_8);
    }

    /// Compares in constant time.
    ///
    /// @param authorization the request's `Authorization` header
    boolean matches(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
    }

    private static String read(Path file) {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalStateException(
                        "others may read the token in " + file + ": chmod 600 " + file);
            }
            String text = Files.readString(file).strip();
            if (text.length() < SHORTEST) {
                throw new IllegalStateException(
                        "the token in %s is shorter than %d characters: write a longer one"
                                .formatted(file, SHORTEST));
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read tasks.auth.token-file %s: %s".formatted(file, e), e);
        }
    }
}

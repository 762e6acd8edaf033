package io.dataface.tasks.worker.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// File work in folders that an agent writes to: no link is followed.
public final class Trees {
    private static final int SMALL = 64 << 10;

    private Trees() {}

    /// Whether it is a folder itself, not a link to one.
    static boolean folder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// A small plain file's text.
    ///
    /// @throws IOException if it is absent, a link, or large
    static String read(Path file) throws IOException {
        var kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!kind.isRegularFile() || kind.size() > SMALL) {
            throw new IOException(file.getFileName() + " is not a small plain file");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /// Puts a file in place of whatever is there.
    static void replace(Path file, String text) throws IOException {
        var parent = Files.createDirectories(file.resolveSibling(""));
        var fresh = Files.createTempFile(parent, "new", null);
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        if (folder(file)) {
            delete(file);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes a file, a link, or a folder with all that is in it.
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new Deletion());
    }

    /// Bytes of all files in a folder, as far as they can be looked at; links count as themselves.
    public static long size(Path folder) throws IOException {
        var size = new Size();
        Files.walkFileTree(folder, size);
        return size.bytes;
    }

    private static final class Size extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes kind) {
            bytes += kind.size();
            return FileVisitResult.CONTINUE;
        }

        // Files come and go while an agent works.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes kind)
                throws IOException {
            // Go's module cache, for one, leaves folders that even their owner cannot write to.
            if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes kind) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

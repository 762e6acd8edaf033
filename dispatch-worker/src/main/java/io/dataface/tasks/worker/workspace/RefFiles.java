package io.dataface.tasks.worker.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads all refs of a repository from its files (gitrepository-layout(5)): it is done before and
/// after most steps of a run, and a process for it would cost more than the step. What is no plain
/// ref, such as a link or a symbolic ref, is given as it is and so is like no commit.
final class RefFiles extends SimpleFileVisitor<Path> {
    /// Stands for a commit where there is a link or something else that is no small plain file.
    static final String ODD = "odd";

    private final Path folder;
    private final Map<String, String> refs = new TreeMap<>();

    private RefFiles(Path folder) {
        this.folder = folder;
    }

    /// Commit ids by full name, such as `refs/remotes/origin/main`.
    static Map<String, String> read(Path gitDir) throws IOException {
        var files = new RefFiles(gitDir);
        // Packed first: a loose ref wins over a packed one. A ref that is packed between the two
        // looks would be missed the other way round, too; only the worker itself packs.
        files.packed();
        Files.walkFileTree(gitDir.resolve("refs"), files);
        return files.refs;
    }

    private void packed() throws IOException {
        var packed = folder.resolve("packed-refs");
        if (!Files.exists(packed, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(packed, LinkOption.NOFOLLOW_LINKS)) {
            refs.put("packed-refs", ODD);
            return;
        }
        try (var lines = Files.lines(packed, ISO_8859_1)) {
            lines.filter(line -> !line.startsWith("#") && !line.startsWith("^"))
                    .forEach(
                            line -> {
                                int space = line.indexOf(' ');
                                refs.put(
                                        line.substring(space + 1),
                                        line.substring(0, Math.max(space, 0)));
                            });
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes kind) {
        var name = folder.relativize(file).toString();
        // A lock is a change that git has not made yet.
        if (!name.endsWith(".lock")) {
            try {
                refs.put(name, Trees.read(file).strip());
            } catch (NoSuchFileException e) {
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                refs.put(name, ODD);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path at, @Nullable IOException problem)
            throws IOException {
        if (problem != null && !(problem instanceof NoSuchFileException)) {
            throw problem;
        }
        return FileVisitResult.CONTINUE;
    }
}

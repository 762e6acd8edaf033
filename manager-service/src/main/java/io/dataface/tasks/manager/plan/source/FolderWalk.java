package io.dataface.tasks.manager.plan.source;

import io.dataface.tasks.manager.plan.source.Snapshot.LeftOut;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One walk through a folder that hashes every file that was touched since the last walk and keeps
/// the bytes of those not known yet.
/// Links are followed to files inside the folder only.
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path realRoot;
    private final Map<String, String> known;
    private final FilesReadBefore earlier;
    private final Limits limits = new Limits();
    private final SortedMap<String, String> blobs = new TreeMap<>();
    private final Map<String, byte[]> bytes = new HashMap<>();
    private final List<LeftOut> left = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();

    FolderWalk(Path root, Map<String, String> known, FilesReadBefore earlier) {
        this.root = root;
        this.known = known;
        this.earlier = earlier;
        try {
            this.realRoot = root.toRealPath();
        } catch (IOException e) {
            throw new SourceException("the folder %s cannot be read: %s".formatted(root, e), e);
        }
    }

    void run() throws IOException {
        earlier.begin();
        Files.walkFileTree(root, this);
    }

    /// Looks at these files alone, all else being as an earlier walk found it.
    ///
    /// @return false where that does not do, because more than contents changed; this walk is of
    ///     no use then
    boolean follow(FolderWalk last, Set<Path> touched) throws IOException {
        if (!last.root.equals(root) || !last.realRoot.equals(realRoot)) {
            return false;
        }
        // What is not known any more must be read as a whole.
        if (!last.blobs.equals(known)) {
            return false;
        }
        blobs.putAll(last.blobs);
        left.addAll(last.left);
        folders.addAll(last.folders);
        for (Path file : touched) {
            if (!isHidden(file) && !retake(file)) {
                return false;
            }
        }
        return true;
    }

    private boolean retake(Path file) throws IOException {
        if (!file.startsWith(root) || !blobs.containsKey(name(file))) {
            return false;
        }
        try {
            var attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()
                    || !Limits.fits(attributes.size())
                    || !file.toRealPath().startsWith(realRoot)) {
                return false;
            }
            take(file, file, attributes);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Blob ids by path.
    Map<String, String> blobs() {
        return blobs;
    }

    /// Contents of what the caller did not know.
    Map<String, byte[]> bytes() {
        return bytes;
    }

    List<LeftOut> left() {
        return left;
    }

    Set<Path> folders() {
        return folders;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
        if (!dir.equals(root) && isHidden(dir)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        folders.add(dir);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        try {
            if (attributes.isSymbolicLink()) {
                link(file);
            } else if (attributes.isRegularFile()) {
                take(file, file, attributes);
            }
        } catch (NoSuchFileException e) {
            // It went away while we walked; the next pass sees that.
            return FileVisitResult.CONTINUE;
        } catch (IOException e) {
            leave(file, "it cannot be read: " + e.getMessage());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!(e instanceof NoSuchFileException)) {
            leave(file, "it cannot be read: " + e.getMessage());
        }
        return FileVisitResult.CONTINUE;
    }

    private void link(Path link) throws IOException {
        Path target = link.toRealPath();
        if (!target.startsWith(realRoot)) {
            leave(link, "it is a link that leaves the plan's folder");
            return;
        }
        var attributes = Files.readAttributes(target, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
            take(link, target, attributes);
        }
    }

    private void take(Path file, Path content, BasicFileAttributes attributes) throws IOException {
        if (!Limits.fits(attributes.size())) {
            leave(file, "it is larger than %d MB".formatted(Limits.FILE_BYTES >> 20));
            return;
        }
        String path = name(file);
        String same = earlier.blob(path, attributes);
        if (same != null && same.equals(known.get(path))) {
            limits.add(attributes.size());
            blobs.put(path, same);
            return;
        }
        byte[] all = Files.readAllBytes(content);
        limits.add(all.length);
        String blob = BlobId.of(all);
        earlier.read(path, attributes, blob);
        blobs.put(path, blob);
        if (!blob.equals(known.get(path))) {
            bytes.put(path, all);
        }
    }

    private void leave(Path file, String reason) {
        left.add(new LeftOut(name(file), reason));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private String name(Path file) {
        return root.relativize(file).toString();
    }
}

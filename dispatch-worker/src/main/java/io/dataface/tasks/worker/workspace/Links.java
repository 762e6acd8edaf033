package io.dataface.tasks.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Tells symbolic links that stay in a tree from those that leave it or lead to its `.git`.
final class Links {
    private Links() {}

    /// Whether a link at `path` (relative to the tree) with this target leaves the tree.
    static boolean leaves(Path tree, String path, String target) {
        return leavesByWords(path, target) || leavesOnDisk(tree, path, target);
    }

    static boolean leavesByWords(String path, String target) {
        if (target.startsWith("/") || target.indexOf('\0') >= 0) {
            return true;
        }
        var depth = path.split("/").length - 1;
        for (var word : target.split("/")) {
            if (word.equalsIgnoreCase(".git")) {
                return true;
            }
            depth += word.equals("..") ? -1 : word.isEmpty() || word.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    // By words a path through another link may look inside and be outside.
    private static boolean leavesOnDisk(Path tree, String path, String target) {
        try {
            var root = tree.toRealPath();
            var link = root.resolve(path);
            var end = (link.getParent() == null ? root : link.getParent()).resolve(target);
            while (end != null && !Files.exists(end, LinkOption.NOFOLLOW_LINKS)) {
                end = end.getParent();
            }
            if (end == null) {
                return true;
            }
            var real = end.toRealPath();
            return !real.startsWith(root) || real.startsWith(root.resolve(".git"));
        } catch (IOException | InvalidPathException e) {
            // Dangling through another link, a loop, or a name that cannot be checked.
            return true;
        }
    }
}

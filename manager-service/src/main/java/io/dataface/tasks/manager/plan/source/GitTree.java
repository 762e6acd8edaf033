package io.dataface.tasks.manager.plan.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a commit's files: one process lists them, one more reads all contents asked for.
final class GitTree {
    private static final String FILE_MODE = "100";

    private final Git git;

    /// A file in a tree.
    record Node(String path, String blob, long size) {}

    GitTree(Git git) {
        this.git = git;
    }

    /// Whether the commit has a folder of this name at its root.
    boolean hasFolder(String commit, String name) {
        return git.text("ls-tree", "-d", "--name-only", commit, "--", name).equals(name);
    }

    /// The regular files below a folder of a commit; links and submodules are none.
    ///
    /// @param folder empty for the root
    List<Node> files(String commit, String folder) {
        String tree = folder.isEmpty() ? commit : commit + ":" + folder;
        return git.run(
                new byte[0], GitTree::nodes, "ls-tree", "-r", "-l", "-z", "--full-tree", tree);
    }

    /// Contents by blob id.
    Map<String, byte[]> contents(Collection<String> blobs) {
        if (blobs.isEmpty()) {
            return Map.of();
        }
        byte[] names = (String.join("\n", blobs) + "\n").getBytes(US_ASCII);
        return git.run(names, output -> batch(output, blobs.size()), "cat-file", "--batch");
    }

    private static List<Node> nodes(InputStream output) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (String line : new String(output.readAllBytes(), UTF_8).split("\0")) {
            int tab = line.indexOf('\t');
            if (tab > 0 && line.startsWith(FILE_MODE)) {
                String[] parts = line.substring(0, tab).split(" +");
                nodes.add(new Node(line.substring(tab + 1), parts[2], Long.parseLong(parts[3])));
            }
        }
        return nodes;
    }

    private static Map<String, byte[]> batch(InputStream output, int count) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String[] header = line(output).split(" ");
            if (header.length != 3) {
                throw new IOException("object missing: " + String.join(" ", header));
            }
            contents.put(header[0], output.readNBytes(Integer.parseInt(header[2])));
            output.skipNBytes(1);
        }
        return contents;
    }

    private static String line(InputStream output) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = output.read(); c != '\n'; c = output.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.write(c);
        }
        return line.toString(US_ASCII);
    }
}

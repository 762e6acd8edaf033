package io.dataface.tasks.manager.plan.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataface.tasks.manager.plan.source.SourceFile.Authorship;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows the last commit of each file, from one `git log` pass that goes on where the last one
/// ended.
final class GitHistory {
    private static final String HEADER = "\u0001";
    private static final String FORMAT = "--format=%x01%H%x1f%an%x1f%aI";

    private final Git git;
    private final Map<String, Authorship> last = new HashMap<>();
    private @Nullable String upTo;

    GitHistory(Git git) {
        this.git = git;
    }

    /// The last commit by path below the folder.
    Map<String, Authorship> of(String commit, String folder, Set<String> wanted) {
        if (!commit.equals(upTo)) {
            String known = upTo;
            boolean onwards = known != null && isAncestor(known, commit);
            if (!onwards) {
                last.clear();
            }
            String range = onwards ? known + ".." + commit : commit;
            Map<String, Authorship> found =
                    git.run(
                            new byte[0],
                            output -> read(output, prefix(folder), wanted),
                            "log",
                            "-z",
                            FORMAT,
                            "--name-only",
                            "--no-renames",
                            range,
                            "--",
                            ":(top,literal)" + folder);
            last.putAll(found);
            upTo = commit;
        }
        return last;
    }

    private boolean isAncestor(String older, String newer) {
        try {
            return git.text("merge-base", older, newer).equals(older);
        } catch (SourceException e) {
            return false;
        }
    }

    /// Newest first, so that the first commit seen of a path is its last one. The rest is read to
    /// its end, for git must not find its pipe closed.
    private static Map<String, Authorship> read(
            InputStream output, String prefix, Set<String> wanted) throws IOException {
        Map<String, Authorship> found = new HashMap<>();
        Set<String> left = new HashSet<>(wanted);
        Authorship commit = null;
        for (String token = token(output); token != null; token = token(output)) {
            String name = token.startsWith("\n") ? token.substring(1) : token;
            if (token.startsWith(HEADER)) {
                String[] parts = token.substring(1).split("\u001f", -1);
                commit = new Authorship(parts[0], parts[1], parts[2]);
            } else if (commit != null && name.startsWith(prefix)) {
                String path = name.substring(prefix.length());
                if (left.remove(path)) {
                    found.put(path, commit);
                }
            }
        }
        return found;
    }

    private static @Nullable String token(InputStream output) throws IOException {
        var token = new ByteArrayOutputStream();
        int c = output.read();
        if (c < 0) {
            return null;
        }
        for (; c > 0; c = output.read()) {
            token.write(c);
        }
        return token.toString(UTF_8);
    }

    private static String prefix(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }
}

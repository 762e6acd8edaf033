package io.dataface.tasks.manager.plan.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the checked-out commit from the repository's files (gitrepository-layout(5)), which takes
/// a thousandth of the time of a git process.
final class HeadFile {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String REF = "ref: ";
    private static final int MOST_BYTES = 4096;

    private HeadFile() {}

    /// The commit, nothing where it takes git to know: a packed ref, a linked working tree, another
    /// way to keep refs, no commit yet.
    static Optional<String> findCommit(Path gitDir) {
        try {
            String head = text(gitDir.resolve("HEAD"));
            String commit = head;
            if (head.startsWith(REF)) {
                String ref = head.substring(REF.length()).strip();
                if (!ref.startsWith("refs/heads/") || ref.contains("..")) {
                    return Optional.empty();
                }
                commit = text(gitDir.resolve(ref));
            }
            return Optional.of(commit).filter(id -> COMMIT.matcher(id).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), ISO_8859_1).strip();
        }
    }
}

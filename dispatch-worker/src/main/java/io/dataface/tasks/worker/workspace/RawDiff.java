package io.dataface.tasks.worker.workspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One line of git's raw diff format (`-z --raw`); paths are bytes, one char each.
record RawDiff(String oldMode, String newMode, String oldSha, String newSha, String path) {
    static final String GITLINK = "160000";
    static final String SYMLINK = "120000";

    static List<RawDiff> parse(byte[] output) {
        var fields = new String(output, StandardCharsets.ISO_8859_1).split("\0");
        var entries = new ArrayList<RawDiff>();
        for (var i = 0; i + 1 < fields.length; i += 2) {
            var words = fields[i].substring(1).split(" ");
            entries.add(new RawDiff(words[0], words[1], words[2], words[3], fields[i + 1]));
        }
        return entries;
    }

    boolean addsGitlink() {
        return newMode.equals(GITLINK);
    }

    boolean addsSymlink() {
        return newMode.equals(SYMLINK);
    }
}

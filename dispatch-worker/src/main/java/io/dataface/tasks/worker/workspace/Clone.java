package io.dataface.tasks.worker.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/// An agent's clone, read and written as plain files: git never runs under what an agent may have
/// written here.
final class Clone {
    private static final Pattern REF = Pattern.compile("refs/heads/[A-Za-z0-9._/@+-]{1,200}");

    private final Path git;

    /// @param tree the work tree with `.git` in it
    Clone(Path tree) {
        this.git = tree.resolve(".git");
    }

    /// Whether it is there and could be a repository of its own, not a pointer elsewhere.
    boolean sound() {
        return Trees.folder(git)
                && Trees.folder(git.resolve("objects"))
                && Trees.folder(git.resolve("objects/info"))
                && Trees.folder(git.resolve("refs"))
                && !Files.exists(git.resolve("commondir"), LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(git.resolve("config.worktree"), LinkOption.NOFOLLOW_LINKS);
    }

    /// The commit that HEAD means.
    Optional<String> findHead() throws IOException {
        var head = Trees.read(git.resolve("HEAD")).strip();
        if (!head.startsWith("ref: ")) {
            return Optional.of(head).filter(Names::sha);
        }
        var ref = head.substring(5).strip();
        return safe(ref) ? findRef(ref) : Optional.empty();
    }

    private Optional<String> findRef(String ref) throws IOException {
        var loose = git.resolve(ref);
        if (Files.exists(loose, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Trees.read(loose).strip()).filter(Names::sha);
        }
        var packed = git.resolve("packed-refs");
        if (!Files.isRegularFile(packed, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(packed, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.split(" ")[0])
                    .filter(Names::sha)
                    .findFirst();
        }
    }

    /// Moves the branch that HEAD names (or a detached HEAD) to a commit, with the index that
    /// belongs to it.
    void moveTo(String sha, Path index) throws IOException {
        var head = Trees.read(git.resolve("HEAD")).strip();
        var ref = head.startsWith("ref: ") ? head.substring(5).strip() : "HEAD";
        if (!ref.equals("HEAD") && !safe(ref)) {
            return;
        }
        var file = git.resolve(ref);
        if (!file.resolveSibling(".").toRealPath().startsWith(git.toRealPath())) {
            return;
        }
        Trees.replace(file, sha + "\n");
        Files.deleteIfExists(git.resolve("index.lock"));
        Files.deleteIfExists(git.resolve("index.new"));
        Files.copy(index, git.resolve("index.new"));
        Files.move(
                git.resolve("index.new"),
                git.resolve("index"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Gives it our configuration, no hooks, and the objects that it borrows.
    void configure(String url, String author, Path objects) throws IOException {
        Trees.replace(git.resolve("config"), config(url, author));
        Trees.replace(git.resolve("objects/info/alternates"), objects + "\n");
        Trees.delete(git.resolve("hooks"));
        Files.createDirectory(git.resolve("hooks"));
    }

    /// Whether configuration or hooks are others than those given.
    boolean reconfigured(String url, String author) {
        try (var hooks = Files.list(git.resolve("hooks"))) {
            return hooks.findAny().isPresent()
                    || !Trees.read(git.resolve("config")).equals(config(url, author));
        } catch (IOException e) {
            return true;
        }
    }

    private static String config(String url, String author) {
        return """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        [user]
        \tname = %s
        \temail = %s
        [remote "origin"]
        \turl = %s
        \tpushurl = disabled://the-worker-pushes-this-branch
        \tfetch = +refs/heads/*:refs/remotes/origin/*
        [push]
        \tdefault = nothing
        [gc]
        \tauto = 0
        [maintenance]
        \tauto = false
        """
                .formatted(
                        quoted(author),
                        quoted(author.replaceAll("[^A-Za-z0-9._-]", "-") + "@agents.invalid"),
                        quoted(url));
    }

    private static String quoted(String value) {
        var safe = value.replaceAll("\\p{Cntrl}", " ");
        return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean safe(String ref) {
        return REF.matcher(ref).matches() && !ref.contains("..") && !ref.contains("/.");
    }
}

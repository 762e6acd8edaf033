package io.dataface.tasks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bare remote of the code repository, which workers fetch from and push to.
public final class CodeRemote {
    private final Path bare;
    private final Path person;
    private final Path gate;

    CodeRemote(Path folder) {
        this.bare = folder.resolve("code.git");
        this.person = folder.resolve("code");
        this.gate = folder.resolve("pushes-held");
        try {
            Files.createDirectories(person);
            Files.writeString(person.resolve("README.md"), "Code\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Children.run(
                List.of("git", "init", "--quiet", "--bare", "--initial-branch=main", bare + ""),
                folder);
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git("commit", "--quiet", "--message=Begin");
        git("push", "--quiet", bare.toString(), "HEAD:main");
    }

    /// Its path, which is its address too.
    public Path path() {
        return bare;
    }

    /// Its branches with their heads.
    public Map<String, String> branches() {
        Map<String, String> heads = new TreeMap<>();
        read("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads")
                .lines()
                .forEach(line -> heads.put(line.split(" ")[0], line.split(" ")[1]));
        return heads;
    }

    /// The messages and trailers of the commits between the base and a branch.
    public String log(String branch) {
        return read("log", "--format=%H%n%an%n%B", "main.." + branch);
    }

    /// How many commits a branch is ahead of the base.
    public int ahead(String branch) {
        return Integer.parseInt(read("rev-list", "--count", "main.." + branch));
    }

    /// What git prints about it.
    public String read(String... words) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return Children.run(command, bare);
    }

    /// A person commits a file on a branch (made at the base where it is not there) and pushes
    /// it.
    ///
    /// @return the new head
    public String pushAsPerson(String branch, String file) {
        git("fetch", "--quiet", bare.toString(), "+refs/heads/*:refs/remotes/bare/*");
        String from = branches().containsKey(branch) ? "bare/" + branch : "bare/main";
        git("checkout", "--quiet", "--force", "--detach", from);
        try {
            Files.writeString(person.resolve(file), "by a person\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git("add", "--all");
        git("commit", "--quiet", "--message=A person's " + file);
        git("push", "--quiet", bare.toString(), "HEAD:refs/heads/" + branch);
        return git("rev-parse", "HEAD");
    }

    /// Makes a commit that no branch has yet: an empty one on top of another.
    ///
    /// @param parent null: the head of the base branch
    public String commit(@Nullable String parent, String message) {
        String on = parent == null ? "main" : parent;
        return Children.run(
                Git.asPerson("commit-tree", on + "^{tree}", "-p", on, "-m", message), bare);
    }

    /// Moves a branch as a push with a lease does.
    ///
    /// @param expected its head; null: there is no such branch
    /// @return false, and nothing is moved, where it is not as expected
    public boolean move(String branch, @Nullable String expected, String head) {
        try {
            String old = expected == null ? "0".repeat(40) : expected;
            read("update-ref", "refs/heads/" + branch, head, old);
            return true;
        } catch (IllegalStateException elsewhere) {
            return false;
        }
    }

    /// A branch's head.
    public Optional<String> findHead(String branch) {
        String head = read("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
        return head.isEmpty() ? Optional.empty() : Optional.of(head);
    }

    /// From now on pushes wait before anything of them is taken, until [#letPushes].
    public void holdPushes() {
        Path hook = bare.resolve("hooks/pre-receive");
        try {
            Files.createDirectories(hook.resolveSibling("."));
            Files.createFile(gate);
            Files.writeString(
                    hook,
                    "#!/bin/sh\n: >'%s.waiting'\nwhile [ -e '%s' ]; do sleep 0.05; done\n"
                            .formatted(gate, gate));
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a push waits, or waited, since pushes are held.
    public boolean pushWaits() {
        return Files.exists(gate.resolveSibling(gate.getFileName() + ".waiting"));
    }

    /// Pushes go through again.
    public void letPushes() {
        try {
            Files.deleteIfExists(gate);
            Files.deleteIfExists(gate.resolveSibling(gate.getFileName() + ".waiting"));
            Files.deleteIfExists(bare.resolve("hooks/pre-receive"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String git(String... words) {
        return Children.run(Git.asPerson(words), person);
    }
}

package io.dataface.tasks.worker.git;

import io.dataface.tasks.worker.process.ProcessSpec;
import io.dataface.tasks.worker.process.ProcessTree;
import io.dataface.tasks.worker.process.Processes;
import io.dataface.tasks.worker.process.StopSwitch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one way to run git: with a closed environment, no configuration but what is given here, no
/// hooks, no prompts, few protocols, and an end in time.
public final class Git {
    private static final List<String> SAFE =
            List.of(
                    "core.hooksPath=/dev/null",
                    "core.fsmonitor=false",
                    "core.attributesFile=/dev/null",
                    "core.excludesFile=/dev/null",
                    "core.untrackedCache=false",
                    "core.protectHFS=true",
                    "core.protectNTFS=true",
                    "core.quotePath=false",
                    "credential.helper=",
                    "diff.ignoreSubmodules=all",
                    "fetch.recurseSubmodules=false",
                    "fetch.writeCommitGraph=false",
                    "gc.auto=0",
                    "maintenance.auto=false",
                    "log.showSignature=false",
                    "protocol.ext.allow=never",
                    "push.recurseSubmodules=no",
                    "submodule.recurse=false");
    private static final List<String> PASSED = List.of("PATH", "SSH_AUTH_SOCK", "TMPDIR");
    private static final Duration KILL = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int ERROR_LIMIT = 64 << 10;
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");

    private static final AtomicLong COUNT = new AtomicLong();

    private final Processes processes;
    private final String marker;
    private final Path folder;
    private final Duration timeout;

    /// @param marker start of the marker of git's processes; each gets its own
    /// @param folder an existing folder of the worker's own, outside of any repository
    /// @param timeout limit of a command that names none
    public Git(Processes processes, String marker, Path folder, Duration timeout) {
        this.processes = processes;
        this.marker = marker;
        this.folder = folder;
        this.timeout = timeout;
    }

    /// Runs a command that has to succeed.
    ///
    /// @throws GitException if git failed or took too long
    /// @throws StoppedException if the switch was thrown
    public GitResult run(GitCommand command, StopSwitch stop) {
        var result = attempt(command, stop);
        if (!result.ok()) {
            throw new GitException(
                    "git "
                            + step(command)
                            + " failed (exit "
                            + result.exit()
                            + "): "
                            + lastLines(result.error()),
                    false);
        }
        return result;
    }

    /// Runs a command whose exit code is an answer.
    ///
    /// @throws GitException if it took too long
    /// @throws StoppedException if the switch was thrown
    public GitResult attempt(GitCommand command, StopSwitch stop) {
        try {
            return execute(command, stop);
        } catch (IOException e) {
            throw new UncheckedIOException("git " + step(command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(step(command));
        }
    }

    private GitResult execute(GitCommand command, StopSwitch stop)
            throws IOException, InterruptedException {
        if (stop.stopped()) {
            throw new StoppedException(step(command));
        }
        var input = inputFile(command);
        try {
            var tree =
                    processes.start(
                            new ProcessSpec(
                                    line(command),
                                    folder,
                                    environment(command),
                                    input,
                                    marker + COUNT.incrementAndGet() + ";",
                                    false));
            stop.attach(tree);
            try {
                return await(command, tree, stop);
            } finally {
                stop.detach(tree);
            }
        } finally {
            if (input != null) {
                Files.deleteIfExists(input);
            }
        }
    }

    private GitResult await(GitCommand command, ProcessTree tree, StopSwitch stop)
            throws InterruptedException {
        var limit = command.timeout() == null ? timeout : command.timeout();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var out =
                    CompletableFuture.supplyAsync(
                            () -> read(tree.stdout(), command.outputLimit()), readers);
            var error =
                    CompletableFuture.supplyAsync(() -> read(tree.stderr(), ERROR_LIMIT), readers);
            var ended = tree.await(limit);
            if (!ended || stop.stopped()) {
                tree.kill(KILL);
            }
            // A program that git left behind may hold the pipes open for ever.
            if (!finished(CompletableFuture.allOf(out, error))) {
                tree.kill(KILL);
            }
            var words = withoutCredentials(error.join().text());
            if (stop.stopped()) {
                throw new StoppedException(step(command));
            }
            if (!ended) {
                throw new GitException(
                        "git %s took longer than its limit of %d s; its last output: %s"
                                .formatted(step(command), limit.toSeconds(), lastLines(words)),
                        true);
            }
            var kept = out.join();
            return new GitResult(tree.exitCode(), kept.bytes(), kept.more(), words);
        } catch (InterruptedException e) {
            tree.kill(KILL);
            throw e;
        }
    }

    private static boolean finished(CompletableFuture<?> work) throws InterruptedException {
        try {
            work.get(LINGER.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Path inputFile(GitCommand command) throws IOException {
        if (command.input() == null) {
            return null;
        }
        var file = Files.createTempFile(folder, "input", null);
        Files.write(file, command.input());
        return file;
    }

    private static List<String> line(GitCommand command) {
        var line = new ArrayList<String>();
        line.add("git");
        if (command.gitDir() != null) {
            line.add("--git-dir=" + command.gitDir());
        }
        if (command.workTree() != null) {
            line.add("--work-tree=" + command.workTree());
        }
        SAFE.forEach(
                setting -> {
                    line.add("-c");
                    line.add(setting);
                });
        line.addAll(command.arguments());
        return line;
    }

    private Map<String, String> environment(GitCommand command) {
        var variables = new HashMap<String, String>();
        for (var name : PASSED) {
            var value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.put("HOME", folder.toString());
        variables.put("LC_ALL", "C");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_SYSTEM", "/dev/null");
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_ATTR_NOSYSTEM", "1");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ASKPASS", "true");
        variables.put("SSH_ASKPASS", "true");
        variables.put("GIT_ALLOW_PROTOCOL", "file:http:https:ssh");
        variables.put("GIT_PROTOCOL_FROM_USER", "0");
        variables.put("GIT_OPTIONAL_LOCKS", "0");
        variables.put("GIT_NO_REPLACE_OBJECTS", "1");
        variables.put("GIT_PAGER", "cat");
        variables.put("GIT_CEILING_DIRECTORIES", "/");
        variables.putAll(command.variables());
        return variables;
    }

    private static String step(GitCommand command) {
        var words = command.arguments();
        return words.getFirst().equals("-c") ? words.get(2) : words.getFirst();
    }

    /// A text with the user part of every URL left out.
    public static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("://");
    }

    private static String lastLines(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "(none)"
                : String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    private record Kept(byte[] bytes, boolean more) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    // Reads to the end even past the limit: a full pipe would hold git up.
    private static Kept read(InputStream stream, int limit) {
        var kept = new ByteArrayOutputStream();
        var more = false;
        var buffer = new byte[16 << 10];
        try (stream) {
            for (var n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                var room = Math.min(n, limit - kept.size());
                kept.write(buffer, 0, room);
                more |= room < n;
            }
        } catch (IOException e) {
            // The process was killed; what it said before is all there is.
            more = true;
        }
        return new Kept(kept.toByteArray(), more);
    }
}

package io.dataface.tasks.manager.plan.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Runs git on one repository, under settings of ours alone: no hooks, no system or user
/// configuration, no prompts, no helpers, a closed environment.
final class Git {
    private static final List<String> SETTINGS =
            List.of(
                    "core.hooksPath=/dev/null",
                    "core.fsmonitor=false",
                    "core.attributesFile=/dev/null",
                    "core.quotePath=false",
                    "credential.helper=",
                    "log.showSignature=false",
                    "protocol.ext.allow=never",
                    "submodule.recurse=false",
                    "gc.auto=0",
                    "maintenance.auto=false");

    /// What reaching a remote needs and nothing else.
    private static final List<String> PASSED =
            List.of(
                    "PATH",
                    "HOME",
                    "SSH_AUTH_SOCK",
                    "SSL_CERT_FILE",
                    "HTTPS_PROXY",
                    "https_proxy",
                    "HTTP_PROXY",
                    "http_proxy",
                    "NO_PROXY",
                    "no_proxy");

    private static final Pattern CREDENTIALS = Pattern.compile("(://)[^/@\\s]+@");
    private static final int MOST_ERROR_BYTES = 4096;

    private final Path gitDir;
    private final Duration limit;

    /// Reads what git writes.
    interface Reader<T> {
        T read(InputStream output) throws IOException;
    }

    /// @param limit after which a command is killed
    Git(Path gitDir, Duration limit) {
        this.gitDir = gitDir;
        this.limit = limit;
    }

    /// A command's whole output.
    String text(String... arguments) {
        return run(new byte[0], in -> new String(in.readAllBytes(), UTF_8), arguments).strip();
    }

    /// Runs a command; a [SourceException] with git's own last words where it fails.
    <T> T run(byte[] input, Reader<T> reader, String... arguments) {
        Process process = start(arguments);
        try (var output = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            var feeding =
                    CompletableFuture.runAsync(
                            () -> feed(process, input), Thread::startVirtualThread);
            var errors =
                    CompletableFuture.supplyAsync(() -> tail(process), Thread::startVirtualThread);
            var reading =
                    CompletableFuture.supplyAsync(
                            () -> read(reader, output), Thread::startVirtualThread);
            T result = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            feeding.get(1, TimeUnit.SECONDS);
            if (!process.waitFor(limit) || process.exitValue() != 0) {
                throw new SourceException(
                        "git "
                                + arguments[0]
                                + " failed: "
                                + masked(errors.get(1, TimeUnit.SECONDS)));
            }
            return result;
        } catch (TimeoutException e) {
            throw new SourceException(
                    "git %s did not end within %d s".formatted(arguments[0], limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new SourceException("git " + arguments[0] + " failed: " + e.getCause(), e);
        } catch (IOException e) {
            throw new SourceException("git " + arguments[0] + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted while git " + arguments[0] + " ran", e);
        } finally {
            if (process.isAlive()) {
                // Looking for them reads the whole process table.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /// The text without what stands before the `@` of a URL.
    static String masked(String text) {
        return CREDENTIALS.matcher(text).replaceAll("$1");
    }

    private Process start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add("git");
        SETTINGS.forEach(s -> command.addAll(List.of("-c", s)));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED);
        environment.putAll(
                Map.of(
                        "GIT_DIR", gitDir.toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_ATTR_NOSYSTEM", "1",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_OPTIONAL_LOCKS", "0",
                        "GIT_NO_REPLACE_OBJECTS", "1",
                        "GIT_NO_LAZY_FETCH", "1",
                        "GIT_SSH_COMMAND", "ssh -oBatchMode=yes",
                        "LC_ALL", "C"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SourceException("git cannot be started: install it and put it on PATH", e);
        }
    }

    private static <T> T read(Reader<T> reader, InputStream output) {
        try {
            return reader.read(output);
        } catch (IOException e) {
            throw new SourceException("what git wrote cannot be read: " + e.getMessage(), e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // Git ended before it had read all; its exit code and last words say why.
        }
    }

    private static String tail(Process process) {
        try (InputStream from = process.getErrorStream()) {
            byte[] first = from.readNBytes(MOST_ERROR_BYTES);
            from.transferTo(OutputStream.nullOutputStream());
            return new String(first, UTF_8).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

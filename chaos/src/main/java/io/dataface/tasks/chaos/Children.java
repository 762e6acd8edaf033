package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.supervise.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes that end with this JVM, however it ends.
final class Children {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    // A parent-death signal fires when the thread that started the child ends, not the process.
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("chaos-starter").factory());

    private Children() {}

    static Process start(Part part) throws IOException {
        List<String> command = new ArrayList<>();
        // A frozen process does not see its pipe close; KILL ends it all the same.
        if (Files.isExecutable(SETPRIV)) {
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        command.addAll(part.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(part.environment());
        builder.directory(part.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting " + part.name(), e);
        }
    }

    static void signal(String signal, long pid) {
        run(List.of("kill", "-" + signal, Long.toString(pid)), Path.of("/"));
    }

    /// Runs a short command to its end and gives what it printed, without the last line break.
    ///
    /// @throws IllegalStateException where it does not exit with 0
    static String run(List<String> command, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " in " + folder + " failed: " + printed);
            }
            return printed.strip();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

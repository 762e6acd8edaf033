package io.dataface.tasks.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The emulator as a process that never outlives this JVM.
final class ProcessEmulator extends PubSubEmulator {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    // A parent-death signal fires when the thread that started the child ends, not the process.
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("emulator-starter").factory());

    private final EmulatorProgram program;
    private final Path log;
    private @Nullable Process process;

    ProcessEmulator(EmulatorProgram program, int port, Path log) {
        super(port);
        this.program = program;
        this.log = log;
    }

    @Override
    synchronized void begin() {
        if (alive()) {
            throw new IllegalStateException("The emulator runs already");
        }
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETPRIV)) {
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        command.addAll(program.command(port()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot start " + program.jar(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void freeze() {
        signal("-STOP");
    }

    @Override
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        var running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("The emulator does not run");
        }
        try {
            new ProcessBuilder("kill", signal, Long.toString(running.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean alive() {
        var running = process;
        return running != null && running.isAlive();
    }

    @Override
    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "" + e;
        }
    }
}

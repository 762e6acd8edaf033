package io.dataface.tasks.chaos;

import io.dataface.tasks.cli.supervise.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One process of an installation: started, killed, frozen, thawed and started again at will. It
/// never outlives this JVM, not even frozen.
public class Node {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(20);

    private final Part part;
    private @Nullable Process process;
    private long logStart;

    Node(Part part) {
        this.part = part;
    }

    /// Its name, which its log has too.
    public String name() {
        return part.name();
    }

    /// Starts it and waits until it is ready, at most 90 s.
    public Node start() {
        launch();
        awaitReady();
        return this;
    }

    /// Starts it and does not wait.
    public synchronized void launch() {
        if (alive()) {
            throw new IllegalStateException(name() + " runs already");
        }
        try {
            logStart = Files.exists(part.log()) ? Files.size(part.log()) : 0;
            process = Children.start(part);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name(), e);
        }
    }

    /// Waits until it is ready, at most 90 s.
    public void awaitReady() {
        Awaitility.await(name())
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            if (!alive()) {
                                throw new IllegalStateException(
                                        name() + " ended while starting: " + printed());
                            }
                            return part.ready().getAsBoolean();
                        });
    }

    /// `kill -9`, and waits for its end.
    public void kill() {
        for (ProcessHandle victim : victims()) {
            victim.destroyForcibly();
        }
        awaitEnd();
    }

    /// SIGSTOP: frozen until [#thaw].
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    /// Ends it as a closed pipe of its starter does, and waits.
    public void end() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            running.getOutputStream().close();
        } catch (IOException closed) {
            // It ended by itself meanwhile.
        }
        awaitEnd();
    }

    /// Whether it runs, frozen or not.
    public boolean alive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /// Its process; empty where it does not run.
    public Optional<ProcessHandle> find() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /// What it printed since it was started last.
    public String printed() {
        try {
            byte[] all = Files.readAllBytes(part.log());
            int from = (int) Math.min(logStart, all.length);
            return new String(all, from, all.length - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whom `kill -9` hits.
    List<ProcessHandle> victims() {
        return find().stream().toList();
    }

    /// Whom SIGSTOP and SIGCONT hit.
    List<ProcessHandle> frozen() {
        return victims();
    }

    private void signal(String signal) {
        for (ProcessHandle target : frozen()) {
            try {
                Children.signal(signal, target.pid());
            } catch (IllegalStateException e) {
                // One of several may have ended meanwhile; the others must hear it all the same.
                if (target.isAlive()) {
                    throw e;
                }
            }
        }
    }

    private void awaitEnd() {
        Process ending = process;
        try {
            if (ending != null && !ending.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name() + " did not end: " + printed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.dataface.tasks.worker.process;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Starts programs so that none outlives the worker (as far as the system allows it).
@Component
public class Processes {
    // A parent-death signal fires when the thread that started the child ends, not the process:
    // hence one platform thread that lives as long as the worker.
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("process-starter").factory());
    private volatile @Nullable Containment isolation;
    private volatile @Nullable Containment session;

    /// Starts a program.
    ///
    /// @throws IOException if it cannot be started
    public ProcessTree start(ProcessSpec spec) throws IOException {
        return onStarter(
                () -> {
                    var containment = containment(spec.isolated());
                    var builder = new ProcessBuilder(containment.wrap(spec.command()));
                    builder.directory(spec.directory().toFile());
                    builder.environment().clear();
                    builder.environment().putAll(spec.environment());
                    builder.environment().put(ProcessSpec.MARKER, spec.marker());
                    var input = spec.stdin();
                    builder.redirectInput(input == null ? new File("/dev/null") : input.toFile());
                    return new ProcessTree(
                            builder.start(), spec.marker(), containment.namespaced());
                });
    }

    // Both probes run once, on the starter thread, when first needed.
    private Containment containment(boolean isolated) {
        var known = isolated ? isolation : session;
        if (known == null) {
            known = Containment.probe(isolated);
            if (isolated) {
                isolation = known;
            } else {
                session = known;
            }
        }
        return known;
    }

    private <T> T onStarter(Callable<T> work) throws IOException {
        try {
            return starter.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("Could not start a process: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting a process", e);
        }
    }
}

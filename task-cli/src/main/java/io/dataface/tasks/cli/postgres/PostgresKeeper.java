package io.dataface.tasks.cli.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// A process of its own that keeps one Postgres server: it starts it, ends when it ends, and stops
/// it when the supervisor's pipe closes.
public final class PostgresKeeper {
    private PostgresKeeper() {}

    /// @param args folder for the programs, folder of the cluster, port, file with the superuser's
    ///     password
    public static void main(String[] args) throws IOException, InterruptedException {
        Path programs = PostgresBinaries.unpack(Path.of(args[0]));
        PostgresServer server = new PostgresServer(programs, Path.of(args[1]));
        server.initialise(Path.of(args[3]));
        server.clearLeftovers();
        // This thread, main, lives as long as the server does; the system ends the server with it.
        Process process = server.start(Integer.parseInt(args[2]));
        AtomicBoolean asked = new AtomicBoolean();
        Runnable stop = () -> stop(server, process, asked);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-postgres"));
        Thread.ofVirtual().name("parent-watch").start(() -> runAtEndOfInput(stop));
        int exit = process.waitFor();
        Runtime.getRuntime().halt(asked.get() ? 0 : Math.max(exit, 1));
    }

    private static void runAtEndOfInput(Runnable stop) {
        try {
            while (System.in.read() >= 0) {
                // Nobody sends anything: only the end counts.
            }
        } catch (IOException broken) {
            // A broken pipe is an end as well.
        }
        stop.run();
    }

    private static void stop(PostgresServer server, Process process, AtomicBoolean asked) {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            server.stop(process.toHandle());
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

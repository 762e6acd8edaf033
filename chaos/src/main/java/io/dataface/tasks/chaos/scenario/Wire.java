package io.dataface.tasks.chaos.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/// Bytes on their way to Postgres or to the emulator, delayed or lost on demand. An answer
/// that is lost takes its connection along: what was asked for has happened, and who asked
/// does not know.
final class Wire implements AutoCloseable {
    private final ServerSocket door;
    private final IntSupplier server;
    private final RandomGenerator random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile int losing;

    /// @param server port that it listens on now
    Wire(IntSupplier server, RandomGenerator random) {
        this.server = server;
        this.random = random;
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("wire").start(this::accept);
    }

    /// A wire to the Postgres whose file `postmaster.pid` this is or will be.
    static Wire toPostgres(Path pidFile, RandomGenerator random) {
        return new Wire(
                () -> {
                    try {
                        return Integer.parseInt(Files.readAllLines(pidFile).get(3).strip());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                random);
    }

    int port() {
        return door.getLocalPort();
    }

    /// From now on each message waits so long.
    void delay(Duration each) {
        delay = each;
    }

    /// From now on so many percent of all answers are lost.
    void lose(int percent) {
        losing = percent;
    }

    /// Ends both.
    void mend() {
        delay = Duration.ZERO;
        losing = 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (Socket beyond = new Socket()) {
            open.add(beyond);
            beyond.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getAsInt()),
                    2000);
            client.setTcpNoDelay(true);
            beyond.setTcpNoDelay(true);
            var questions = Thread.startVirtualThread(() -> pump(client, beyond, false));
            pump(beyond, client, true);
            questions.join();
        } catch (IOException | RuntimeException down) {
            // The client sees its connection close, as it would without us.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(client);
            open.remove(client);
            open.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Thread.sleep(delay);
                if (answers && losing > 0 && random.nextInt(100) < losing) {
                    break;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // Ends both directions below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // Nothing else was wanted.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException closed) {
            // Nothing else was wanted.
        }
        open.forEach(Wire::close);
    }
}

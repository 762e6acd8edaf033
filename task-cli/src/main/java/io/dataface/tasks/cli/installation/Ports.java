package io.dataface.tasks.cli.installation;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback address.
public final class Ports {
    private static final int FIRST_DATABASE_PORT = 15_432;
    private static final int FIRST_EMULATOR_PORT = 16_432;
    private static final int PORTS = 1_000;

    private Ports() {}

    /// Whether a server could listen on it now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// Fails with the flag that changes it where the port is taken.
    public static void requireFree(int port, String what, String flag) {
        if (!isFree(port)) {
            throw new CliException(
                            Exit.CONFLICT,
                            "port_taken",
                            "port %d for the %s is taken by another program".formatted(port, what))
                    .fix("choose another with " + flag + " <port>");
        }
    }

    /// A free port for the database, below the range that systems hand out to outgoing connections,
    /// so that it is still free when the server starts again.
    public static int freeForDatabase() {
        return free(FIRST_DATABASE_PORT, "database");
    }

    /// A free port for the Pub/Sub emulator, below that range as well.
    public static int freeForEmulator() {
        return free(FIRST_EMULATOR_PORT, "Pub/Sub emulator");
    }

    private static int free(int first, String what) {
        int offset = ThreadLocalRandom.current().nextInt(PORTS);
        for (int i = 0; i < PORTS; i++) {
            int port = first + (offset + i) % PORTS;
            if (isFree(port)) {
                return port;
            }
        }
        throw new CliException(
                Exit.CONFLICT,
                "port_taken",
                "no free port between %d and %d for the %s"
                        .formatted(first, first + PORTS - 1, what));
    }
}

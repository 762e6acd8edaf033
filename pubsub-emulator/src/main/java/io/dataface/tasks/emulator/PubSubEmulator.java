package io.dataface.tasks.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// An emulator on a port of its own, which it keeps: killed and started anew it is at the same
/// address, and has forgotten every topic, subscription and message.
///
/// ```
/// var emulator = PubSubEmulator.find(log);
/// assumeThat(emulator).as(PubSubEmulator.MISSING).isPresent();
/// ```
public abstract sealed class PubSubEmulator implements AutoCloseable
        permits ProcessEmulator, ContainerEmulator {
    /// Why [#find] has none, and what to do.
    public static final String MISSING =
            "no Pub/Sub emulator: neither PUBSUB_EMULATOR_JAR nor a Google Cloud CLI has one"
                    + " (package google-cloud-cli-pubsub-emulator), and no Docker engine answers";

    private static final Duration START = Duration.ofSeconds(60);
    // Below what systems hand out to outgoing connections: still free when it starts again.
    private static final int FIRST_PORT = 17_000;
    private static final int PORTS = 1_000;

    private final int port;

    PubSubEmulator(int port) {
        this.port = port;
    }

    /// One that can be started here, not started yet: the Google Cloud CLI's, else a container.
    ///
    /// @param log where it prints to; a container keeps its log to itself
    public static Optional<PubSubEmulator> find(Path log) {
        var program = EmulatorProgram.find();
        if (program.isPresent()) {
            return Optional.of(new ProcessEmulator(program.get(), freePort(), log));
        }
        return docker() ? Optional.of(new ContainerEmulator(freePort())) : Optional.empty();
    }

    private static boolean docker() {
        try {
            return ContainerEmulator.possible();
        } catch (NoClassDefFoundError withoutTestcontainers) {
            return false;
        }
    }

    private static int freePort() {
        int offset = ThreadLocalRandom.current().nextInt(PORTS);
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST_PORT + (offset + i) % PORTS;
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // The next one may be free.
            }
        }
        throw new IllegalStateException("No free port from " + FIRST_PORT + " on");
    }

    /// Starts it, empty, and waits until it answers.
    ///
    /// @throws IllegalStateException where it does not within 60 s
    public PubSubEmulator start() {
        begin();
        var broker = broker("any");
        long end = System.nanoTime() + START.toNanos();
        while (!broker.answers()) {
            if (!alive() || System.nanoTime() > end) {
                throw new IllegalStateException("The emulator did not start: " + printed());
            }
            pause();
        }
        return this;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    abstract void begin();

    abstract String printed();

    /// `kill -9`, and waits for its end.
    public abstract void kill();

    /// SIGSTOP: it keeps its connections and answers nothing.
    public abstract void freeze();

    /// SIGCONT.
    public abstract void thaw();

    /// Whether it runs, frozen or not.
    public abstract boolean alive();

    /// Where it listens, as `spring.cloud.gcp.pubsub.emulator-host` wants it: `127.0.0.1:17123`.
    public String address() {
        return "127.0.0.1:" + port;
    }

    /// Its port on the loopback address.
    public int port() {
        return port;
    }

    /// What one project has there.
    public Broker broker(String project) {
        return new Broker(address(), project);
    }

    @Override
    public void close() {
        kill();
    }
}

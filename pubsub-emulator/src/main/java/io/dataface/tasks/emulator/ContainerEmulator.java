package io.dataface.tasks.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/// The emulator as a container, always on the same port of this machine.
final class ContainerEmulator extends PubSubEmulator {
    private static final DockerImageName IMAGE =
            DockerImageName.parse("google/cloud-sdk:emulators");
    private static final int INSIDE = 8085;

    private @Nullable GenericContainer<?> container;

    ContainerEmulator(int port) {
        super(port);
    }

    static boolean possible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    synchronized void begin() {
        kill();
        var next =
                new GenericContainer<>(IMAGE)
                        .withCommand(
                                "gcloud",
                                "beta",
                                "emulators",
                                "pubsub",
                                "start",
                                "--host-port=0.0.0.0:" + INSIDE)
                        .withExposedPorts(INSIDE);
        next.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port(), INSIDE)));
        container = next;
        next.start();
    }

    @Override
    public synchronized void kill() {
        var running = container;
        if (running != null) {
            container = null;
            // Killed and removed by force: nothing in it is asked to end first.
            running.stop();
        }
    }

    @Override
    public void freeze() {
        var running = running();
        running.getDockerClient().pauseContainerCmd(running.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        var running = running();
        running.getDockerClient().unpauseContainerCmd(running.getContainerId()).exec();
    }

    private GenericContainer<?> running() {
        var running = container;
        if (running == null) {
            throw new IllegalStateException("The emulator does not run");
        }
        return running;
    }

    @Override
    public boolean alive() {
        var running = container;
        return running != null && running.isRunning();
    }

    @Override
    String printed() {
        var running = container;
        return running == null ? "" : running.getLogs();
    }
}

package io.dataface.tasks.manager.loop;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Takes turns in a thread of its own, from the manager's start until it stops. A turn that fails
/// ends nothing.
public abstract class Loop implements SmartLifecycle {
    private final String name;
    private volatile boolean running;
    private @Nullable Thread thread;

    /// @param name the thread's
    protected Loop(String name) {
        this.name = name;
    }

    /// One turn, with the wait until the next.
    protected abstract void turn() throws InterruptedException;

    /// Says that a turn failed, and waits before the next.
    protected abstract void failed(RuntimeException failure) throws InterruptedException;

    private void run() {
        try {
            while (running) {
                try {
                    turn();
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            // It was told to stop.
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.CodeRemote;
import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.check.Journals;
import io.dataface.tasks.emulator.Broker;
import io.dataface.tasks.model.worker.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A worker of the fleet, by name: one life after the other.
final class PlayedWorker {
    static final int SLOTS = 4;
    static final String SUBSCRIPTION = "tasks-default-workers";

    private final String name;
    private final Installation installation;
    private final WorkerCalls calls;
    private final Journals journals;
    private final Heard heard;
    private final Duration work;
    private final Random random;
    private final String base;
    private final List<UUID> earlier = new ArrayList<>();
    private Incarnation life;

    PlayedWorker(
            String name,
            Installation installation,
            Journals journals,
            Heard heard,
            Duration work,
            long seed) {
        this.name = name;
        this.installation = installation;
        this.heard = heard;
        this.work = work;
        this.calls = new WorkerCalls(installation.door(), installation.token());
        this.journals = journals;
        this.random = new Random(seed);
        this.base = installation.remote().findHead("main").orElseThrow();
        this.life = new Incarnation(this, calls, installation.broker());
    }

    void start() {
        life.start(List.of());
    }

    /// Kills it, and lets another life begin after a while.
    void killAndRestart(long awayMillis) throws InterruptedException {
        life.kill();
        earlier.add(life.id());
        Thread.sleep(awayMillis);
        life = new Incarnation(this, calls, installation.broker());
        life.start(List.copyOf(earlier));
    }

    void kill() throws InterruptedException {
        life.kill();
    }

    String name() {
        return name;
    }

    String base() {
        return base;
    }

    CodeRemote remote() {
        return installation.remote();
    }

    void begun(UUID incarnation, Grant grant) {
        journals.begun(name, incarnation, grant.dispatchId(), grant.token());
    }

    void heard(List<Broker.Pulled> bells) {
        heard.note(bells);
    }

    /// How long an agent works, in tenths of a second.
    synchronized int work() {
        return 5 + random.nextInt((int) Math.max(1, work.toMillis() / 100 - 5));
    }

    /// One in twenty fails.
    synchronized boolean fails() {
        return random.nextInt(20) == 0;
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.supervise.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Records missing start caches while an installation runs, once its start is well over; ends
/// with
/// it, done or not.
final class BackgroundTraining implements AutoCloseable {
    /// By then what a person does first is done.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final Path home;
    private final Progress progress;
    private final boolean wanted;
    private final Thread thread;
    private @Nullable Training training;

    /// @param wanted false: never records
    BackgroundTraining(Path home, Progress progress, boolean wanted) {
        this.home = home;
        this.progress = progress;
        this.wanted = wanted;
        this.thread = Thread.ofPlatform().daemon().name("start-caches").unstarted(this::record);
    }

    void start() throws IOException {
        Training next = new Training(home);
        if (wanted && next.isNeeded()) {
            training = next;
            thread.start();
        }
    }

    private void record() {
        try {
            Thread.sleep(PAUSE);
            Training now = training;
            if (now != null && now.run()) {
                progress.say("Recorded this start: the next ones take less time.");
            }
        } catch (InterruptedException ending) {
            // The installation stops: the next one tries again.
        } catch (IOException e) {
            progress.say("Could not record this start, the next takes as long: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (training == null) {
            return;
        }
        thread.interrupt();
        training.stop();
        try {
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.dataface.tasks.docs.live;

import io.dataface.tasks.docs.frame.LiveMark;
import io.dataface.tasks.docs.published.PlanSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hands each change to every open stream and counts them, so that a page knows whether it
/// missed one.
@Component
class ChangeHub implements LiveMark, SmartLifecycle {

    // Marks of another process say nothing about this one's count.
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final PlanSettings plan;
    private final LiveSettings settings;
    private final Set<EventStream> streams = new HashSet<>();
    private long count;
    private boolean feedUp;
    private boolean running;

    ChangeHub(PlanSettings plan, LiveSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    @Override
    public synchronized String mark() {
        return epoch + "-" + count;
    }

    /// Tells all streams of a change, unless it is another plan's.
    synchronized void publish(Change change) {
        if (!change.concerns(plan.planId())) {
            return;
        }
        count++;
        streams.forEach(stream -> stream.offer(mark(), change));
    }

    /// Tells all streams whether the registry's feed is heard; what happened while it was not is
    /// unknown, so that hearing it again is a change of everything.
    synchronized void feed(boolean up) {
        if (up) {
            publish(Change.RESYNC);
        }
        feedUp = up;
        streams.forEach(stream -> stream.offerFeed(up));
    }

    /// Opens a stream for a page that was made at a mark.
    ///
    /// @param since null: the page shows nothing that could be old
    /// @return empty where this process has as many streams as it may
    synchronized Optional<EventStream> findStream(@Nullable String since) {
        if (!running || streams.size() >= settings.maxStreams()) {
            return Optional.empty();
        }
        var stream = new EventStream(mark(), feedUp);
        if (since != null && !since.equals(mark())) {
            stream.offer(mark(), Change.RESYNC);
        }
        streams.add(stream);
        return Optional.of(stream);
    }

    synchronized void leave(EventStream stream) {
        streams.remove(stream);
    }

    synchronized int open() {
        return streams.size();
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    // Before the web server waits for its requests to end, which these would not.
    @Override
    public synchronized void stop() {
        running = false;
        streams.forEach(EventStream::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}

package io.dataface.tasks.docs.live;

import io.dataface.tasks.docs.frame.LiveMark;
import io.dataface.tasks.docs.published.PlanSettings;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /// Changes that a page may be behind; one that is further behind refreshes everything.
    private static final int REMEMBERED = 200;

    // Marks of another process say nothing about this one's count.
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final PlanSettings plan;
    private final LiveSettings settings;
    private final Set<EventStream> streams = new HashSet<>();
    private final Deque<Change> told = new ArrayDeque<>();
    private long count;
    private volatile String mark = epoch + "-0";
    private volatile long moves;
    private boolean feedUp;
    private boolean running;

    ChangeHub(PlanSettings plan, LiveSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public long moves() {
        return moves;
    }

    /// Tells all streams of a change, unless it is another plan's.
    synchronized void publish(Change change) {
        if (!change.concerns(plan.planId())) {
            return;
        }
        told.addLast(change);
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        count++;
        mark = epoch + "-" + count;
        // Before it is told: who is told asks at once.
        if (change.isSeen()) {
            moves++;
        }
        streams.forEach(stream -> stream.offer(mark, change));
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
        var stream = new EventStream(mark, feedUp);
        if (since != null && !since.equals(mark)) {
            stream.offer(mark, toldSince(since));
        }
        streams.add(stream);
        return Optional.of(stream);
    }

    @Override
    public synchronized @Nullable Set<String> tasksSince(String since) {
        long behind = count - countOf(since);
        if (countOf(since) < 0 || behind < 0 || behind > told.size() || !feedUp) {
            return null;
        }
        Set<String> tasks = new HashSet<>();
        for (Change change : told.stream().skip(told.size() - behind).toList()) {
            if (!change.namesTasks()) {
                return null;
            }
            tasks.addAll(change.tasks());
        }
        return tasks;
    }

    // A page is kept as long as it would be the same, so that its mark may be an old one.
    private Change toldSince(String since) {
        long behind = count - countOf(since);
        if (behind < 1 || behind > told.size()) {
            return Change.RESYNC;
        }
        return told.stream().skip(told.size() - behind).reduce(Change::and).orElse(Change.RESYNC);
    }

    private long countOf(String since) {
        try {
            return since.startsWith(epoch + "-")
                    ? Long.parseLong(since.substring(epoch.length() + 1))
                    : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
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

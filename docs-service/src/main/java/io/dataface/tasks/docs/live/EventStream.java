package io.dataface.tasks.docs.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one tab has still to be told. However slow the tab, this holds at most one merged change.
class EventStream {

    /// The next thing to tell.
    ///
    /// @param mark of the last change in it
    /// @param feedUp whether the registry's feed is heard
    /// @param change null where only the feed's state is to be told
    record Event(String mark, boolean feedUp, @Nullable Change change) {}

    private String mark;
    private boolean feedUp;
    private boolean untold = true;
    private boolean closed;
    private @Nullable Change pending;

    EventStream(String mark, boolean feedUp) {
        this.mark = mark;
        this.feedUp = feedUp;
    }

    synchronized void offer(String newMark, Change change) {
        mark = newMark;
        pending = pending == null ? change : pending.and(change);
        untold = true;
        notifyAll();
    }

    synchronized void offerFeed(boolean up) {
        untold |= feedUp != up;
        feedUp = up;
        notifyAll();
    }

    /// Waits for something to tell.
    ///
    /// @return null where nothing came in that time, or the stream is closed
    synchronized @Nullable Event take(Duration atMost) throws InterruptedException {
        awaitUntil(System.nanoTime() + atMost.toNanos(), true);
        if (closed || !untold) {
            return null;
        }
        var event = new Event(mark, feedUp, pending);
        pending = null;
        untold = false;
        return event;
    }

    /// Lets time pass in which what comes is gathered; ends early when the stream is closed.
    synchronized void rest(Duration time) throws InterruptedException {
        awaitUntil(System.nanoTime() + time.toNanos(), false);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }

    private void awaitUntil(long deadline, boolean orUntold) throws InterruptedException {
        while (!closed && !(orUntold && untold)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}

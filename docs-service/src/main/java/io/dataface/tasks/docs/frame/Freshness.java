package io.dataface.tasks.docs.frame;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Says how long what was read may be shown: until the change feed tells of a change, and no longer
/// than a set time, for what changes by the passing of time alone and should a notice be lost.
@Component
public class Freshness {

    private final LiveMark feed;
    private final InstantSource clock;
    private final Duration longest;
    private final AtomicLong dropped = new AtomicLong();

    /// When a reading began.
    ///
    /// @param moves changes that were told before
    /// @param millis since the epoch
    public record Moment(long moves, long millis) {}

    Freshness(LiveMark feed, InstantSource clock, KeepSettings settings) {
        this.feed = feed;
        this.clock = clock;
        this.longest = settings.time();
    }

    /// The moment from which a reading that begins now counts.
    public Moment now() {
        return new Moment(moves(), clock.millis());
    }

    /// Whether what was read then needs no second look.
    public boolean holds(Moment then) {
        return then.moves() == moves() && !isOver(then, 1);
    }

    /// Whether it is too long ago, whatever was told since.
    ///
    /// @param times so many set times
    public boolean isOver(Moment then, int times) {
        long passed = clock.millis() - then.millis();
        return passed < 0 || passed >= longest.toMillis() * times;
    }

    /// Makes everything be read anew: something was changed by way of this process, whose notice
    /// is still to come.
    public void drop() {
        dropped.incrementAndGet();
    }

    /// Counts the times that everything had to be read anew.
    public long drops() {
        return dropped.get();
    }

    Duration longest() {
        return longest;
    }

    long moves() {
        return feed.moves() + dropped.get();
    }
}

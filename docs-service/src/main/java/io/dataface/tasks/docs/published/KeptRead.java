package io.dataface.tasks.docs.published;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A shared reading that is kept while nothing is written: nobody is shown anything older than with
/// a reading of their own, but for what only the passing of time changes, which may be a second
/// old.
public final class KeptRead<T> {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final SharedRead<T> reading;
    private final Supplier<String> version;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Kept<T>> last = new AtomicReference<>();

    private record Kept<T>(String version, Instant until, T value) {}

    /// @param version equal at two moments only if nothing was written between them
    public KeptRead(Supplier<T> reading, Supplier<String> version, InstantSource clock) {
        this.reading = new SharedRead<>(reading);
        this.version = version;
        this.clock = clock;
    }

    /// The last reading's result, or that of a new one, or what that threw.
    public T get() {
        // Asked before the reading begins: what is written during it makes the next one read anew.
        String now = version.get();
        Kept<T> kept = last.get();
        if (kept != null && kept.version().equals(now) && clock.instant().isBefore(kept.until())) {
            return kept.value();
        }
        Instant until = clock.instant().plus(LONGEST);
        T value = reading.get();
        last.set(new Kept<>(now, until, value));
        return value;
    }
}

package io.dataface.tasks.docs.frame;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What was read lately, for those who ask the same again while it is fresh; no more than a given
/// weight.
///
/// @param <K> what is asked for; equal questions are one
public final class Recent<K, V> {

    private final Freshness freshness;
    private final Cache<Asked<K>, V> kept;

    private record Asked<K>(long moves, K key) {}

    /// @param most weight of all that is kept
    /// @param weight of one answer
    public Recent(Freshness freshness, long most, ToIntFunction<V> weight) {
        this.freshness = freshness;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(most)
                        .weigher((Asked<K> _, V value) -> 1 + weight.applyAsInt(value))
                        .expireAfterWrite(freshness.longest())
                        .build();
    }

    /// The answer that is kept, else the one that is read now; who asks the same meanwhile
    /// waits for it.
    public V get(K key, Function<K, V> read) {
        return kept.get(new Asked<>(freshness.moves(), key), asked -> read.apply(asked.key()));
    }

    /// Forgets everything.
    public void clear() {
        kept.invalidateAll();
    }
}

package io.dataface.tasks.docs.frame;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.ObjectProvider;

/// What was read lately, for those who ask the same again before anything changed. It lasts two
/// seconds, should a notice of a change be lost, and holds no more than a given weight.
///
/// @param <K> what is asked for; equal questions are one
public final class Recent<K, V> {

    private static final Duration LASTS = Duration.ofSeconds(2);

    private final ObjectProvider<LiveMark> mark;
    private final Cache<Asked<K>, V> kept;

    private record Asked<K>(String mark, K key) {}

    /// @param mark moves whenever something changed
    /// @param most weight of all that is kept
    /// @param weight of one answer
    public Recent(ObjectProvider<LiveMark> mark, long most, ToIntFunction<V> weight) {
        this.mark = mark;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(most)
                        .weigher((Asked<K> _, V value) -> 1 + weight.applyAsInt(value))
                        .expireAfterWrite(LASTS)
                        .build();
    }

    /// The answer that is kept, else the one that is read now; who asks the same meanwhile
    /// waits for it.
    public V get(K key, Function<K, V> read) {
        LiveMark now = mark.getIfAvailable();
        return kept.get(
                new Asked<>(now == null ? "" : now.mark(), key), asked -> read.apply(asked.key()));
    }

    /// Forgets everything.
    public void clear() {
        kept.invalidateAll();
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tasks' states that remember which of them a page asked for, so that it is known whether the page
/// would still be the same.
final class AskedStates extends AbstractMap<String, TaskState> {

    private static final int WEIGHT_OF_ONE = 150;

    private final Map<String, TaskState> all;
    private final Map<String, @Nullable TaskState> asked = new HashMap<>();
    private boolean whole;

    AskedStates(Map<String, TaskState> all) {
        this.all = all;
    }

    @Override
    public @Nullable TaskState get(@Nullable Object id) {
        TaskState state = all.get(id);
        if (id instanceof String name) {
            asked.put(name, state);
        }
        return state;
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public Set<Entry<String, TaskState>> entrySet() {
        whole = true;
        return all.entrySet();
    }

    /// Whether what was asked for is the same among these.
    @SuppressWarnings("ReferenceEquality") // The very same states come again where nothing changed.
    boolean hold(Map<String, TaskState> now) {
        return now == all
                || (whole
                        ? now.equals(all)
                        : asked.entrySet().stream()
                                .allMatch(
                                        entry ->
                                                Objects.equals(
                                                        now.get(entry.getKey()),
                                                        entry.getValue())));
    }

    /// Roughly how many bytes it takes, but for what is shared.
    int weight() {
        return WEIGHT_OF_ONE * asked.size();
    }
}

package io.dataface.tasks.model;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Set;

/// The states of a dispatch; a terminal one is final.
public enum DispatchState {
    QUEUED,
    LEASED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    INTERRUPTED,
    STALLED,
    TIMED_OUT,
    WORKER_GONE,
    CANCELLED;

    private static final Set<DispatchState> TERMINAL =
            Arrays.stream(values()).filter(DispatchState::terminal).collect(toUnmodifiableSet());

    /// The states that a dispatch in this one may move to, and no others.
    public Set<DispatchState> moves() {
        return switch (this) {
            case QUEUED -> Set.of(LEASED, CANCELLED);
            case LEASED -> Set.of(RUNNING, QUEUED, CANCELLED, WORKER_GONE);
            case RUNNING -> TERMINAL;
            case SUCCEEDED, FAILED, INTERRUPTED, STALLED, TIMED_OUT, WORKER_GONE, CANCELLED ->
                    Set.of();
        };
    }

    /// Whether nothing can follow.
    public boolean terminal() {
        return ordinal() > 2;
    }
}

package io.dataface.tasks.docs.frame;

/// What a page was made from.
public interface Basis {

    /// Of a page that is not the same after any change, or after a while.
    Basis PASSING = () -> false;

    /// Whether all of it still is as it was, so that the page made from it would be the same.
    boolean holds();

    /// Roughly how many bytes it takes.
    default int weight() {
        return 0;
    }
}

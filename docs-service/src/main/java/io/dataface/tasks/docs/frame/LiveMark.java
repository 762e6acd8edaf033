package io.dataface.tasks.docs.frame;

/// Gives the mark of the change feed from which a page that is made now must listen.
@FunctionalInterface
public interface LiveMark {
    String mark();
}

package io.dataface.tasks.docs.frame;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far this process has heard of what changes.
public interface LiveMark {

    /// The mark of the change feed from which a page that is made now must listen.
    String mark();

    /// Counts the changes of what pages show: all that are told but the growth of logs, which an
    /// open page fetches by itself.
    long moves();

    /// The tasks that changes since a mark were told of, by id; null where it may be any.
    @Nullable Set<String> tasksSince(String mark);
}

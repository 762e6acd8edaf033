package io.dataface.tasks.worker.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ends whatever process trees are under way for one run, and those that would start later.
public final class StopSwitch {
    private final Set<ProcessTree> trees = new HashSet<>();
    private @Nullable Duration grace;

    /// Ends all trees, each with this grace; returns at once.
    public synchronized void stop(Duration killTime) {
        if (grace == null) {
            grace = killTime;
            trees.forEach(tree -> Thread.startVirtualThread(() -> tree.kill(killTime)));
        }
    }

    /// Whether [#stop] was called.
    public synchronized boolean stopped() {
        return grace != null;
    }

    /// Puts a tree under this switch.
    public synchronized void attach(ProcessTree tree) {
        var killTime = grace;
        if (killTime != null) {
            Thread.startVirtualThread(() -> tree.kill(killTime));
        }
        trees.add(tree);
    }

    /// Takes a tree that has ended from under this switch.
    public synchronized void detach(ProcessTree tree) {
        trees.remove(tree);
    }
}

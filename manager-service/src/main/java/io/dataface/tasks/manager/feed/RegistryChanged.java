package io.dataface.tasks.manager.feed;

import java.util.Set;
import java.util.UUID;

/// Something in the registry changed; published inside the transaction, acted on after its
/// commit.
///
/// @param tasks ids of the tasks
/// @param dispatches ids of the dispatches that moved
/// @param logs ids of the dispatches whose log grew
/// @param files whether plan files changed
/// @param workers whether workers changed
public record RegistryChanged(
        String plan,
        Set<String> tasks,
        Set<UUID> dispatches,
        Set<UUID> logs,
        boolean files,
        boolean workers) {

    public static RegistryChanged dispatch(String plan, String task, UUID dispatch) {
        return new RegistryChanged(plan, Set.of(task), Set.of(dispatch), Set.of(), false, true);
    }

    public static RegistryChanged task(String plan, String task) {
        return new RegistryChanged(plan, Set.of(task), Set.of(), Set.of(), false, false);
    }

    public static RegistryChanged tasks(String plan, Set<String> tasks) {
        return new RegistryChanged(plan, tasks, Set.of(), Set.of(), false, false);
    }

    public static RegistryChanged log(String plan, UUID dispatch) {
        return new RegistryChanged(plan, Set.of(), Set.of(), Set.of(dispatch), false, false);
    }

    public static RegistryChanged worker() {
        return new RegistryChanged("", Set.of(), Set.of(), Set.of(), false, true);
    }

    /// What a sync changed.
    public static RegistryChanged plan(String plan, Set<String> tasks, boolean files) {
        return new RegistryChanged(plan, tasks, Set.of(), Set.of(), files, false);
    }
}

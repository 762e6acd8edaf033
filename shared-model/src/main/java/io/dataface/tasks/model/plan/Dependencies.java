package io.dataface.tasks.model.plan;

import java.util.List;

/// What a task waits for.
///
/// @param tasks the tasks named, each once, in the order of the file
/// @param unknown references that name no task
/// @param inCycle whether the task waits for itself by way of others, so that it can never run
public record Dependencies(List<TaskPage> tasks, List<UnknownReference> unknown, boolean inCycle) {

    public static final Dependencies NONE = new Dependencies(List.of(), List.of(), false);

    /// A reference that names nothing.
    ///
    /// @param nearest what looks alike, the nearest first
    public record UnknownReference(String raw, List<String> nearest) {
        public UnknownReference {
            nearest = List.copyOf(nearest);
        }
    }

    public Dependencies {
        tasks = List.copyOf(tasks);
        unknown = List.copyOf(unknown);
    }
}

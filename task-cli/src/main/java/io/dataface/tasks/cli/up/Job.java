package io.dataface.tasks.cli.up;

import java.util.List;
import java.util.Optional;

/// What an installation is for: a plan, and where and by whom its tasks are run.
///
/// @param planId id of the plan in the registry
/// @param plan where the plan is
/// @param repository the code repository; empty: plans can be read, nothing runs
/// @param agent who runs the tasks; empty: nothing runs
record Job(String planId, Source plan, Optional<Repository> repository, Optional<Agent> agent) {

    /// A code repository.
    ///
    /// @param name the entry's name
    /// @param url folder or git URL
    /// @param completionRule `branch_pushed` or `manual`
    record Repository(String name, String url, String completionRule) {}

    /// A program that works on tasks.
    ///
    /// @param name the entry's name
    /// @param command program and arguments
    /// @param environment names of the variables that it may see
    record Agent(String name, List<String> command, List<String> environment) {
        Agent {
            command = List.copyOf(command);
            environment = List.copyOf(environment);
        }
    }
}

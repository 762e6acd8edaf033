package io.dataface.tasks.worker.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A kind of agent. The seam for further kinds: each turns one run into a program to start, with
/// its prompt on standard input; kinds with a protocol of their own will also read their output.
public sealed interface AgentAdapter permits CommandAgent {

    /// What to start for a run.
    Invocation invocation(AgentRun run);

    /// One run, as an agent sees it.
    ///
    /// @param promptFile the prompt, outside of the tree
    /// @param home a home folder of this run alone
    /// @param temporary a folder for temporary files of this run alone
    record AgentRun(
            String dispatch,
            String task,
            String branch,
            Path workspace,
            Path promptFile,
            Path home,
            Path temporary) {}

    /// A program, its environment, and which values of that are secret.
    record Invocation(List<String> command, Map<String, String> environment, Set<String> secrets) {}
}

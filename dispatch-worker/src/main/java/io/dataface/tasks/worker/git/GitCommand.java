package io.dataface.tasks.worker.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One git command.
///
/// @param gitDir the repository, always named: git never looks for one
/// @param workTree files that belong to it; null: none
/// @param arguments subcommand and arguments
/// @param variables variables beside the closed environment (index file, author)
/// @param input standard input
/// @param outputLimit how much standard output to keep, in bytes
/// @param timeout how long it may take; null: the configured limit
public record GitCommand(
        @Nullable Path gitDir,
        @Nullable Path workTree,
        List<String> arguments,
        Map<String, String> variables,
        byte @Nullable [] input,
        int outputLimit,
        @Nullable Duration timeout) {
    private static final int OUTPUT_LIMIT = 64 << 20;

    /// A command in a repository, with the usual limits.
    public static GitCommand in(Path gitDir, String... arguments) {
        return new GitCommand(gitDir, null, List.of(arguments), Map.of(), null, OUTPUT_LIMIT, null);
    }

    /// A command that needs no repository.
    public static GitCommand bare(String... arguments) {
        return new GitCommand(null, null, List.of(arguments), Map.of(), null, OUTPUT_LIMIT, null);
    }

    public GitCommand over(Path tree) {
        return new GitCommand(gitDir, tree, arguments, variables, input, outputLimit, timeout);
    }

    public GitCommand with(Map<String, String> more) {
        return new GitCommand(gitDir, workTree, arguments, more, input, outputLimit, timeout);
    }

    public GitCommand reading(byte[] bytes) {
        return new GitCommand(gitDir, workTree, arguments, variables, bytes, outputLimit, timeout);
    }

    public GitCommand keeping(int bytes) {
        return new GitCommand(gitDir, workTree, arguments, variables, input, bytes, timeout);
    }

    public GitCommand within(Duration limit) {
        return new GitCommand(gitDir, workTree, arguments, variables, input, outputLimit, limit);
    }
}

package io.dataface.tasks.worker.settings;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of one agent of kind `command`: any program that reads its prompt on standard input
/// and changes the files of its working directory.
///
/// @param command the program and its arguments; `{promptFile}`, `{branch}`, `{task}` and
///     `{workspace}` are replaced in each, no shell reads them
/// @param environment names of variables that the agent gets from the worker's own environment
/// @param set variables that it gets beside those
/// @param timeout how long it may run
/// @param stall how long it may show no sign of life (no output and next to no CPU time)
/// @param outputLimit how much it may print
/// @param workspaceLimit how large its work tree, with its clone, home and temporary folder, may
// get
public record AgentProperties(
        @NotEmpty List<String> command,
        @DefaultValue List<String> environment,
        @DefaultValue Map<String, String> set,
        @DefaultValue("30m") @NotNull Duration timeout,
        @DefaultValue("5m") @NotNull Duration stall,
        @DefaultValue("50MB") @NotNull DataSize outputLimit,
        @DefaultValue("20GB") @NotNull DataSize workspaceLimit) {}

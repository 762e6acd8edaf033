package io.dataface.tasks.worker.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of one worker process.
///
/// @param name what people call this worker; alive once only
/// @param managerUrl where the manager answers, without `/api`
/// @param tokenFile file that holds the bearer token for the manager
/// @param pool takes the dispatches of this pool's repositories
/// @param capacity dispatches that run here at once
/// @param labels what tasks may ask of a worker
/// @param data folder of the journal, the repositories and the workspaces; one worker's own
/// @param drainLimit how long a draining worker lets its runs go on
/// @param killTime how long a process tree may take to end on TERM before it is killed
/// @param gitTimeout how long one git command may take, fetch and push included
/// @param agents the agents that this worker can run, by name
@Validated
@ConfigurationProperties("tasks.worker")
public record WorkerProperties(
        @NotBlank String name,
        @NotNull URI managerUrl,
        @NotNull Path tokenFile,
        @DefaultValue("default") @NotBlank String pool,
        @DefaultValue("1") @Min(1) @Max(1000) int capacity,
        @DefaultValue List<String> labels,
        @NotNull Path data,
        @DefaultValue("10m") @NotNull Duration drainLimit,
        @DefaultValue("5s") @NotNull Duration killTime,
        @DefaultValue("5m") @NotNull Duration gitTimeout,
        @DefaultValue Map<String, @Valid AgentProperties> agents) {}

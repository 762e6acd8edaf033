package io.dataface.tasks.manager.plan;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The plan that this manager keeps in step with its source.
///
/// @param id the plan's key in the registry
/// @param title shown to people; the plan's own site name where it is not set
/// @param source folder, or git URL (a local path that ends in `.git` counts as one); without it no
///     plan is read
/// @param ref branch of a git URL; its own head where it is not set
/// @param poll how often a git URL is asked
/// @param cache folder for the bare clone of a git URL
/// @param defaultRepository entry of `tasks.repositories` for tasks that name none; the only entry
///     where it is not set
/// @param defaultAgent entry of `tasks.agents` for tasks that name none; the only entry where it is
///     not set
/// @param maxLive how many dispatches of the plan may run at once
@ConfigurationProperties("tasks.plan")
@Validated
record PlanProperties(
        @DefaultValue("plan") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,62}") String id,
        @Nullable String title,
        @Nullable String source,
        @Nullable String ref,
        @DefaultValue("30s") @NotNull Duration poll,
        @Nullable Path cache,
        @Nullable String defaultRepository,
        @Nullable String defaultAgent,
        @DefaultValue("16") @Min(1) int maxLive) {}

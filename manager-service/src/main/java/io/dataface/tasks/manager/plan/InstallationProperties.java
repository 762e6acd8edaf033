package io.dataface.tasks.manager.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where tasks may run and how many at once.
///
/// @param repositories code repositories by the name that tasks use
/// @param agents names of the agents that workers offer
/// @param maxLive how many dispatches may run at once, over all plans
@ConfigurationProperties("tasks")
@Validated
record InstallationProperties(
        @DefaultValue
                Map<@Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}") String, @Valid Repository>
                        repositories,
        @DefaultValue List<@Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}") String> agents,
        @DefaultValue("32") @Min(1) int maxLive) {

    /// A code repository.
    ///
    /// @param url where workers fetch from and push to
    /// @param baseBranch what branches start from; the remote's head where it is not set
    /// @param pool the workers that may have its tasks
    /// @param completionRule what completes a task
    /// @param maxLive how many dispatches may run on it at once
    record Repository(
            @NotBlank String url,
            @Nullable String baseBranch,
            @DefaultValue("default") String pool,
            @DefaultValue("manual") CompletionRule completionRule,
            @DefaultValue("8") @Min(1) int maxLive) {}

    /// What completes a task.
    enum CompletionRule {
        PR_MERGED,
        BRANCH_PUSHED,
        MANUAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

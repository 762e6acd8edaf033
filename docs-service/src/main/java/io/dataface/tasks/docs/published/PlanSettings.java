package io.dataface.tasks.docs.published;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which plan is shown.
///
/// @param planId the plan's id in the registry
@Validated
@ConfigurationProperties("tasks.docs")
public record PlanSettings(@NotBlank @DefaultValue("plan") String planId) {}

package io.dataface.tasks.manager.view;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which plan is meant where a request names none.
///
/// @param id of the plan that this manager syncs
/// @param source null: it syncs none
@ConfigurationProperties("tasks.plan")
record OwnPlan(@DefaultValue("plan") String id, @Nullable String source) {}

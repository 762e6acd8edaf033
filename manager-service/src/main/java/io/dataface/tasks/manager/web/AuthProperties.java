package io.dataface.tasks.manager.web;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who may call.
///
/// @param tokenFile file with the bearer token; only its owner may read it
/// @param hosts names by which clients may call this server besides the loopback ones
@ConfigurationProperties("tasks.auth")
@Validated
record AuthProperties(@NotNull Path tokenFile, @DefaultValue List<String> hosts) {}

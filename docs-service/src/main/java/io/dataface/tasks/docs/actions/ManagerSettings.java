package io.dataface.tasks.docs.actions;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the manager is and in whose name this service speaks.
///
/// @param managerUrl its address, without `/api`
/// @param tokenFile file with the bearer token; null: the console only reads
/// @param actor name of the person who uses this console
/// @param managerTimeout time that an answer may take
@ConfigurationProperties("tasks.docs")
record ManagerSettings(
        @DefaultValue("http://127.0.0.1:8010") URI managerUrl,
        @Nullable Path tokenFile,
        @DefaultValue("operator") String actor,
        @DefaultValue("10s") Duration managerTimeout) {}

package io.dataface.tasks.cli.connection;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A manager that can be called.
///
/// @param plan the plan that the installation is about, where known
/// @param docs the address of the pages, where known
/// @param where what named it
public record Target(
        URI manager, Path tokenFile, @Nullable String plan, @Nullable String docs, String where) {}

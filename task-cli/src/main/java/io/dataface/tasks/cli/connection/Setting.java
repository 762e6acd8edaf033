package io.dataface.tasks.cli.connection;

import org.jspecify.annotations.Nullable;

/// A setting as it applies now.
///
/// @param value null where nothing sets it
/// @param where the flag, variable or file that set it
public record Setting(String key, @Nullable String value, Origin origin, String where) {

    /// Who set a value, strongest first.
    public enum Origin {
        FLAG,
        ENVIRONMENT,
        PROJECT_FILE,
        USER_FILE,
        DEFAULT
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// A folder or git URL that a person named.
///
/// @param location absolute path, or the URL as it was given
/// @param local whether it is a folder on this machine
public record Source(String location, boolean local) {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://.+|[^/:]+:.+");

    /// Tells folder and URL apart.
    ///
    /// @throws CliException naming the option, where it is neither
    public static Source parse(String option, String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        if (Files.isDirectory(folder)) {
            return new Source(folder.toString(), true);
        }
        if (URL.matcher(text).matches()) {
            return new Source(text, false);
        }
        throw new CliException(
                        Exit.USAGE,
                        "usage",
                        "%s %s: there is no such folder, and it is no git URL"
                                .formatted(option, text))
                .fix("name a folder, or a URL like https://…, ssh://… or git@host:path");
    }

    /// A short name made of the last part of the path: lower case letters, digits and dashes.
    String slug() {
        String path = location.replaceAll("/+$", "").replaceAll("\\.git$", "");
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        String slug =
                last.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "plan" : slug;
    }
}

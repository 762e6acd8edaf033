package io.dataface.tasks.cli.plans;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Who git thinks works here.
final class GitIdentity {

    private GitIdentity() {}

    /// git's `user.name`; nothing where git or the name is missing.
    static Optional<String> findName(Path repository) {
        try {
            Process git =
                    new ProcessBuilder("git", "config", "--get", "user.name")
                            .directory(repository.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            git.getOutputStream().close();
            String name =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

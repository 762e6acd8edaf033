package io.dataface.tasks.cli.installation;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where a local installation keeps everything it writes.
///
/// @param root absolute path
public record DataFolder(Path root) {
    /// Normalises the path.
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /// Creates the folders that must exist before anything starts; secrets are for their owner
    /// alone.
    public void create() {
        try {
            Files.createDirectories(root);
            for (Path own : new Path[] {secrets(), postgres(), logs()}) {
                createPrivate(own);
            }
        } catch (IOException e) {
            throw new CliException(
                            Exit.FAILURE, "data_folder", "cannot write the data folder " + root)
                    .why(e.toString())
                    .fix("name another one with --data")
                    .cause(e);
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// Passwords and tokens, for their owner alone.
    public Path secrets() {
        return root.resolve("secrets");
    }

    /// The bearer token of the manager's API.
    public Path token() {
        return secrets().resolve("token");
    }

    /// A database login's password.
    public Path databasePassword(String login) {
        return secrets().resolve("db-" + login);
    }

    /// The database's own folder.
    public Path postgres() {
        return root.resolve("postgres");
    }

    /// What the processes wrote.
    public Path logs() {
        return root.resolve("logs");
    }

    /// What one process wrote.
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /// Unpacked programs, made again where they are missing.
    public Path libraries() {
        return root.resolve("lib");
    }

    /// The demo's repositories.
    public Path demo() {
        return root.resolve("demo");
    }

    /// Locked while an installation runs.
    public Path lock() {
        return root.resolve("lock");
    }

    /// Facts about the running installation, there while it runs.
    public Path runFile() {
        return root.resolve("run.json");
    }
}

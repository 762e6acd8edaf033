package io.dataface.tasks.cli.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells commands without `--data` which installation runs, where its data is not beside the
/// launcher.
public final class Pointer {
    private static final String FILE = "installation";

    private final Path file;
    private final DataFolder standard;

    /// @param home folder of the launcher
    public Pointer(Path home) {
        this.standard = standardData(home);
        this.file = standard.root().resolve(FILE);
    }

    /// The data folder that is used where nobody names one.
    public static DataFolder standardData(Path home) {
        return new DataFolder(home.resolve(".tasks"));
    }

    /// The data folder that commands should look at.
    public DataFolder follow() {
        try {
            if (Files.isReadable(file)) {
                DataFolder named = new DataFolder(Path.of(Files.readString(file).strip()));
                if (InstallationLock.isHeld(named)) {
                    return named;
                }
            }
            return standard;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /// Points at the data; an installation beside the launcher needs no pointer.
    public void set(DataFolder data) {
        try {
            if (data.equals(standard)) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(standard.root());
                Secrets.writePrivate(file, data.root().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /// Drops the pointer where it still points at the data.
    public void clear(DataFolder data) {
        try {
            if (Files.isReadable(file)
                    && Files.readString(file).strip().equals(data.root().toString())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}

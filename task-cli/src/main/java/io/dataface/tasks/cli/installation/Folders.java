package io.dataface.tasks.cli.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Whole folders.
public final class Folders {
    private Folders() {}

    /// Gives a folder its name once it is whole; where another process was quicker, that one's
    /// stays.
    public static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            delete(fresh);
        }
    }

    /// Deletes a folder with all it holds, links themselves and not what they name.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (var paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

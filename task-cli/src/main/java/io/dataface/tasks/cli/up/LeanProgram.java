package io.dataface.tasks.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// A second way into an unpacked program: the same jar beside a folder `lib` that lacks the
/// libraries of one layer. A jar's class path passes over what is not there.
final class LeanProgram {
    private static final String INDEX = "BOOT-INF/layers.idx";
    private static final String LEFT_OUT = "- \"pubsub\":";
    private static final String LIBRARY = "  - \"BOOT-INF/lib/";

    private LeanProgram() {}

    /// Makes `lean` in the folder that the jar was unpacked to; its files are links to the others.
    static void make(Path jar, Path unpacked) throws IOException {
        Set<String> leftOut = leftOut(jar);
        Path lean = unpacked.resolve("lean");
        Files.createDirectories(lean.resolve("lib"));
        link(unpacked.resolve(jar.getFileName()), lean.resolve(jar.getFileName()));
        try (Stream<Path> libraries = Files.list(unpacked.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                String name = library.getFileName().toString();
                if (!leftOut.contains(name)) {
                    link(library, lean.resolve("lib").resolve(name));
                }
            }
        }
    }

    private static Set<String> leftOut(Path jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            var index = file.getEntry(INDEX);
            if (index == null) {
                return names;
            }
            String text;
            try (var bytes = file.getInputStream(index)) {
                text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            }
            boolean inside = false;
            for (String line : text.lines().toList()) {
                if (!line.startsWith(" ")) {
                    inside = line.startsWith(LEFT_OUT);
                } else if (inside && line.startsWith(LIBRARY)) {
                    names.add(line.substring(LIBRARY.length(), line.lastIndexOf('"')));
                }
            }
        }
        return names;
    }

    private static void link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.copy(file, link);
        }
    }
}

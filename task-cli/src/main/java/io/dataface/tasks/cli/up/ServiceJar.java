package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A service's executable jar, unpacked once per build into the data folder: that starts faster,
/// and a build while the service runs does not pull the classes from under it.
public final class ServiceJar {
    private ServiceJar() {}

    /// The unpacked jar's path, whose name names the module.
    public static Path unpack(Path jar, Path libraries, String java)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new CliException(Exit.FAILURE, "not_built", jar + " is missing")
                    .fix("build it with: mvn -DskipTests package");
        }
        BasicFileAttributes facts = Files.readAttributes(jar, BasicFileAttributes.class);
        String name = jar.getFileName().toString();
        String module = name.substring(0, name.length() - ".jar".length());
        String key =
                "%s-%x-%x".formatted(module, facts.lastModifiedTime().toMillis(), facts.size());
        Path folder = libraries.resolve(key);
        Path unpacked = folder.resolve(name);
        if (!Files.exists(unpacked)) {
            deleteOlder(libraries, module);
            Path fresh = Files.createTempDirectory(libraries, module + "-");
            run(
                    List.of(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            fresh.toString()));
            Files.move(fresh, folder);
        }
        return unpacked;
    }

    private static void deleteOlder(Path libraries, String module) throws IOException {
        List<Path> older;
        try (var entries = Files.list(libraries)) {
            older =
                    entries.filter(path -> path.getFileName().toString().startsWith(module + "-"))
                            .toList();
        }
        for (Path folder : older) {
            Folders.delete(folder);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new CliException(Exit.FAILURE, "unpack", "cannot unpack a service's jar")
                    .why(output.strip());
        }
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.installation.Pointer;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A service's executable jar, unpacked once per build: that starts faster, and a build while
/// the
/// service runs does not pull the classes from under it.
///
/// @param module its module
/// @param jar as built
/// @param folder where it is unpacked to; its name changes with the jar
public record ServiceJar(String module, Path jar, Path folder) {
    /// Where unpacked programs and start caches are, the same for all data folders of a
    /// launcher.
    static Path programs(Path home) {
        return Pointer.standardData(home).libraries();
    }

    /// A module's jar below the launcher's folder, and its place among the unpacked ones.
    static ServiceJar of(Path home, String module) throws IOException {
        return of(
                module,
                home.resolve(module).resolve("target").resolve(module + ".jar"),
                programs(home));
    }

    private static ServiceJar of(String module, Path jar, Path programs) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new CliException(Exit.FAILURE, "not_built", jar + " is missing")
                    .fix("build it with: mvn -DskipTests package");
        }
        BasicFileAttributes facts = Files.readAttributes(jar, BasicFileAttributes.class);
        String key =
                "%s-%x-%x".formatted(module, facts.lastModifiedTime().toMillis(), facts.size());
        return new ServiceJar(module, jar, programs.resolve(key));
    }

    /// The unpacked jar's path, whose name names the module.
    Path unpacked() {
        return folder.resolve(jar.getFileName());
    }

    /// The same program without the libraries of the layer `pubsub`: what nobody uses must not be
    /// looked through at each start.
    Path lean() {
        return folder.resolve("lean").resolve(jar.getFileName());
    }

    /// Whether the folder holds another build of this module, or what was left half unpacked.
    boolean replaces(Path other) {
        return other.getFileName().toString().startsWith(module + "-") && !other.equals(folder);
    }

    /// Unpacks a jar below a folder where that is not done yet; answers the unpacked jar's
    /// path,
    /// whose name names the module.
    public static Path unpack(Path jar, Path folder, String java)
            throws IOException, InterruptedException {
        String name = jar.getFileName().toString();
        return of(name.substring(0, name.length() - ".jar".length()), jar, folder).unpack(java);
    }

    /// Unpacks it where that is not done yet.
    Path unpack(String java) throws IOException, InterruptedException {
        if (!Files.exists(unpacked())) {
            Path fresh = Files.createTempDirectory(folder.getParent(), folder.getFileName() + "-");
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
            LeanProgram.make(jar, fresh);
            Folders.publish(fresh, folder);
        }
        return unpacked();
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

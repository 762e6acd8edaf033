package io.dataface.tasks.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The emulator's jar where the Google Cloud CLI put it.
///
/// @param jar started by the JDK that runs this
public record EmulatorProgram(Path jar) {
    private static final Pattern NAME =
            Pattern.compile("cloud-pubsub-emulator-([0-9]+(?:\\.[0-9]+)*)-all\\.jar");
    private static final String INSIDE = "platform/pubsub-emulator/lib";
    private static final List<String> HOMES =
            List.of(
                    "/usr/lib/google-cloud-sdk",
                    "/usr/lib64/google-cloud-sdk",
                    "/usr/share/google-cloud-sdk",
                    "/opt/google-cloud-sdk",
                    "/usr/local/google-cloud-sdk",
                    "/usr/local/share/google-cloud-sdk",
                    "/opt/homebrew/share/google-cloud-sdk",
                    "/snap/google-cloud-cli/current");

    /// Finds it by `PUBSUB_EMULATOR_JAR`, else in the CLI's usual folders; of several versions the
    /// newest.
    ///
    /// @throws IllegalStateException where the variable names no file
    public static Optional<EmulatorProgram> find() {
        var homes = new ArrayList<>(HOMES.stream().map(Path::of).toList());
        homes.add(Path.of(System.getProperty("user.home"), "google-cloud-sdk"));
        return find(System.getenv(), homes);
    }

    static Optional<EmulatorProgram> find(Map<String, String> environment, List<Path> homes) {
        @Nullable String named = environment.get("PUBSUB_EMULATOR_JAR");
        if (named != null && !named.isBlank()) {
            var jar = Path.of(named).toAbsolutePath();
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException(
                        "PUBSUB_EMULATOR_JAR names " + jar + ", and there is no such file");
            }
            return Optional.of(new EmulatorProgram(jar));
        }
        return homes.stream()
                .map(home -> home.resolve(INSIDE))
                .filter(Files::isDirectory)
                .flatMap(EmulatorProgram::jars)
                .max((a, b) -> Arrays.compare(version(a), version(b)))
                .map(EmulatorProgram::new);
    }

    private static Stream<Path> jars(Path folder) {
        Predicate<Path> named = jar -> NAME.matcher(jar.getFileName().toString()).matches();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(named).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] version(Path jar) {
        var name = NAME.matcher(jar.getFileName().toString());
        return name.matches()
                ? Arrays.stream(name.group(1).split("\\.")).mapToInt(Integer::parseInt).toArray()
                : new int[0];
    }

    /// The words that start it on a port of the loopback address.
    public List<String> command(int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                "--host=127.0.0.1",
                "--port=" + port);
    }
}

package io.dataface.tasks.cli.invocation;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What surrounds the process: streams (UTF-8 whatever the locale), which of them are terminals,
/// environment and system properties.
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        Map<String, String> properties) {
    public Terminal {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    /// The terminal of this process.
    public static Terminal ofProcess() {
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isTerminal(0),
                isTerminal(1),
                isTerminal(2),
                System.getenv(),
                tasksProperties());
    }

    /// A system property, or null.
    public @Nullable String property(String name) {
        return properties.get(name);
    }

    /// An environment variable; empty counts as unset.
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// Columns of the terminal; 0 where output is no terminal or its width is unknown.
    public int width() {
        if (!outIsTerminal) {
            return 0;
        }
        String columns = variable("COLUMNS");
        if (columns != null && columns.matches("[1-9]\\d{0,4}")) {
            return Integer.parseInt(columns);
        }
        return widthFromDevice();
    }

    private static int widthFromDevice() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Path.of("/dev/tty").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String[] size =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ");
            return size.length == 2 ? Integer.parseInt(size[1]) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        OutputStream bytes = new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // No /proc (macOS): the JDK knows only whether both input and output are terminals.
            return System.console() != null && System.console().isTerminal();
        }
    }

    private static Map<String, String> tasksProperties() {
        var properties = new java.util.HashMap<String, String>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("tasks.") || name.startsWith("user.")) {
                properties.put(name, System.getProperty(name));
            }
        }
        return properties;
    }
}

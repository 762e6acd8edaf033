package io.dataface.tasks.cli.up;

import io.dataface.tasks.model.ParentPipe;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarFile;

/// A process of its own that is Google's Pub/Sub emulator, and ends when the supervisor's pipe
/// closes. What it held is lost then, as always with it.
public final class EmulatorKeeper {
    private EmulatorKeeper() {}

    /// @param args the emulator's jar, which is on the class path, and the emulator's arguments
    public static void main(String[] args) throws Throwable {
        ParentPipe.whenClosed(() -> Runtime.getRuntime().halt(0));
        String program;
        try (JarFile jar = new JarFile(Path.of(args[0]).toFile())) {
            program = jar.getManifest().getMainAttributes().getValue("Main-Class");
        }
        try {
            Class.forName(program)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

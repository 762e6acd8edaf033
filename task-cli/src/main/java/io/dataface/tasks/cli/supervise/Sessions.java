package io.dataface.tasks.cli.supervise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts children into sessions of their own, so that a terminal's Ctrl-C reaches the supervisor
/// alone and it can stop them in order.
public final class Sessions {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private Sessions() {}

    /// The command in a session of its own, or as it is where the system has no program for that.
    public static List<String> own(List<String> command) {
        List<String> whole = new ArrayList<>();
        PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(program -> whole.add(program.toString()));
        whole.addAll(command);
        return whole;
    }
}

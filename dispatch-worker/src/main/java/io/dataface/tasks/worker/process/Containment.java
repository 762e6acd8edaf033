package io.dataface.tasks.worker.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a program is kept from outliving the worker, from the strongest that works here: a pid
/// namespace, a session with a parent-death signal, nothing.
enum Containment {
    NAMESPACE_WITH_PROC(
            List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--")),
    NAMESPACE(List.of("unshare", "--pid", "--fork", "--kill-child", "--")),
    USER_NAMESPACE(
            List.of(
                    "unshare",
                    "--user",
                    "--map-current-user",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc",
                    "--")),
    SESSION(List.of("setsid")),
    NONE(List.of());

    private static final Logger log = LoggerFactory.getLogger(Containment.class);
    private static final List<String> DEATH_SIGNAL =
            List.of("setpriv", "--pdeathsig", "KILL", "--");
    // The first process of a namespace ignores TERM and has to stay until its own child ends, so
    // it must not be the agent itself.
    private static final List<String> INIT = List.of("unshare", "--fork", "--kill-child", "--");

    private final List<String> tools;

    Containment(List<String> tools) {
        this.tools = tools;
    }

    boolean namespaced() {
        return ordinal() < SESSION.ordinal();
    }

    List<String> wrap(List<String> command) {
        if (this == NONE) {
            return command;
        }
        var line = new ArrayList<String>();
        addTool(line, DEATH_SIGNAL);
        addTool(line, tools);
        if (namespaced()) {
            addTool(line, INIT);
        }
        line.addAll(command);
        return line;
    }

    // The wrappers are found on the worker's own PATH: the agent's may have none of them.
    private static void addTool(List<String> line, List<String> tool) {
        line.add(
                Executables.find(tool.getFirst(), System.getenv("PATH"), Path.of("/"))
                        .map(Path::toString)
                        .orElse(tool.getFirst()));
        line.addAll(tool.subList(1, tool.size()));
    }

    /// The strongest containment that this system carries out, tried with a harmless program.
    static Containment probe(boolean isolated) {
        for (var candidate : values()) {
            if ((isolated || !candidate.namespaced()) && candidate.works()) {
                return candidate;
            }
        }
        return NONE;
    }

    private boolean works() {
        if (this == NONE) {
            return true;
        }
        try {
            var probe = new ProcessBuilder(wrap(List.of("true"))).redirectErrorStream(true);
            probe.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            var process = probe.start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            log.debug("Containment is not available", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

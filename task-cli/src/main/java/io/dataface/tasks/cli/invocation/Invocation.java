package io.dataface.tasks.cli.invocation;

import java.time.InstantSource;

/// One run of the command line, handed to every command.
public final class Invocation {
    private final Terminal terminal;
    private final GlobalOptions options;
    private final InstantSource clock;
    private final Output output;

    public Invocation(Terminal terminal, GlobalOptions options, InstantSource clock) {
        this.terminal = terminal;
        this.options = options;
        this.clock = clock;
        this.output = new Output(terminal, options, clock);
    }

    public Terminal terminal() {
        return terminal;
    }

    /// The global options; filled in once the arguments are parsed.
    public GlobalOptions options() {
        return options;
    }

    public InstantSource clock() {
        return clock;
    }

    public Output output() {
        return output;
    }
}

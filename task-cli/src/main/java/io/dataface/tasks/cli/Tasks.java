package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.GlobalOptions;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Terminal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root command `tasks`.
@Command(name = "tasks")
public final class Tasks implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", description = "Show the version and its commit.")
    private boolean version;

    private Tasks(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        int code = run(Terminal.ofProcess(), InstantSource.system(), Arguments.decoded(args));
        System.exit(code);
    }

    /// Runs one command and answers its exit code.
    public static int run(Terminal terminal, InstantSource clock, String... args) {
        CommandLine line = commandLine(terminal, clock);
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /// The root with every command below it.
    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        Tasks root = new Tasks(terminal);
        Invocation invocation = new Invocation(terminal, root.options, clock);
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new HelpOfCommand(line, terminal));
        Commands.register(line, invocation);
        configure(line, terminal);
        var failures = new Failures(invocation);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        return line;
    }

    private static void configure(CommandLine line, Terminal terminal) {
        line.setOut(new java.io.PrintWriter(terminal.out(), true));
        line.setErr(new java.io.PrintWriter(terminal.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        // Text of a follow-up may start with "@"; a mistyped option must never become a value.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUnmatchedOptionsAllowedAsOptionParameters(false);
        line.setUsageHelpWidth(100);
        line.setHelpSectionKeys(HelpText.SECTIONS);
        line.setHelpFactory(HelpText::new);
        // The root's help is the launcher's text, not one made from annotations.
        line.getCommandSpec()
                .usageMessage()
                .sectionKeys(List.of("root"))
                .sectionMap()
                .put("root", help -> HelpText.root());
        line.getSubcommands().values().stream()
                .distinct()
                .forEach(
                        command ->
                                command.getCommandSpec()
                                        .usageMessage()
                                        .synopsisHeading("%nUsage: "));
    }

    @Override
    public Integer call() {
        if (version) {
            terminal.out().println(Version.line(terminal));
        } else {
            terminal.out().print(HelpText.root());
        }
        return Exit.OK.code();
    }
}

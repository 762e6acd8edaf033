package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks help <command>`.
@Command(
        name = "help",
        description = "Shows the help of a command.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks help", "  tasks help kickoff"})
final class HelpOfCommand implements Callable<Integer> {
    private final CommandLine root;
    private final Terminal terminal;

    @Parameters(arity = "0..*", paramLabel = "<command>", description = "The command to explain.")
    private List<String> words = List.of();

    HelpOfCommand(CommandLine root, Terminal terminal) {
        this.root = root;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = root;
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new CliException(Exit.USAGE, "usage", "unknown command " + word)
                        .fix(
                                DidYouMean.sentence(
                                        DidYouMean.nearest(word, command.getSubcommands().keySet()),
                                        "see tasks help"));
            }
            command = next;
        }
        terminal.out().print(command == root ? HelpText.root() : command.getUsageMessage());
        return Exit.OK.code();
    }
}

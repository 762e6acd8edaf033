package io.dataface.tasks.cli.completion;

import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tasks completion`.
@Command(
        name = "completion",
        description = "Prints a completion script for a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(tasks completion bash)",
            "  tasks completion zsh > ~/.zfunc/_tasks",
            "  tasks completion fish > ~/.config/fish/completions/tasks.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Invocation invocation;
    private final CommandLine root;

    @Parameters(paramLabel = "<shell>", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    /// The shells that there is a script for.
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /// @param root the command whose subcommands are completed
    public CompletionCommand(Invocation invocation, CommandLine root) {
        this.invocation = invocation;
        this.root = root;
    }

    @Override
    public Integer call() {
        var words = new CommandWords(root);
        String script =
                switch (shell) {
                    case BASH -> new PosixScript(words).bash();
                    case ZSH -> new PosixScript(words).zsh();
                    case FISH -> new FishScript(words).text();
                };
        if (invocation.output().isJson()) {
            String name = shell.name().toLowerCase(Locale.ROOT);
            invocation.output().json(Map.of("shell", name, "script", script));
        } else {
            invocation.output().raw(script);
        }
        return Exit.OK.code();
    }
}

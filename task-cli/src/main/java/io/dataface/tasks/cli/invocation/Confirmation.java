package io.dataface.tasks.cli.invocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Asks before something that cannot be taken back.
public final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Invocation invocation;

    public Confirmation(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Whether a person can be asked.
    public boolean possible() {
        return invocation.terminal().inIsTerminal() && !invocation.options().noInput();
    }

    /// Goes on only if the answer is yes; no is the default.
    ///
    /// @param yes whether `--yes` was given
    /// @throws CliException where nobody can be asked, naming the flag, or the answer is no
    public void require(String question, boolean yes) {
        if (yes) {
            return;
        }
        if (!possible()) {
            throw new CliException(Exit.USAGE, "confirmation", "not confirmed: " + question)
                    .why("there is nobody to ask")
                    .fix("pass --yes, or --dry-run to see what would happen");
        }
        invocation.output().flush();
        invocation.terminal().err().print(question + " [y/N] ");
        invocation.terminal().err().flush();
        if (!YES.contains(answer())) {
            throw new CliException(Exit.FAILURE, "declined", "nothing was changed");
        }
    }

    private String answer() {
        try {
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    invocation.terminal().in(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }
}

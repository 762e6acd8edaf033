package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.util.ArrayList;
import java.util.List;

/// Splits one line into program and arguments as people write them, with quotes and
/// backslashes.
/// Nothing is expanded and no shell is involved.
public final class CommandLineWords {
    private CommandLineWords() {}

    /// The words of the line.
    ///
    /// @throws CliException where a quote is not closed
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new CliException(Exit.USAGE, "usage", "--agent: a quote is not closed: " + line)
                    .fix("close the " + quote);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}

package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.cli.invocation.CliException;
import org.junit.jupiter.api.Test;

class CommandLineWordsTests {
    @Test
    void wordsAreSplitAtSpaceAndKeptByQuotes() {
        assertThat(CommandLineWords.split("  agent  --model 'a b' \"c 'd'\" e\\ f '' x'y'z"))
                .containsExactly("agent", "--model", "a b", "c 'd'", "e f", "", "xyz");
    }

    @Test
    void nothingIsExpanded() {
        assertThat(CommandLineWords.split("agent $HOME * {branch} ;rm")).contains("$HOME", "*");
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> CommandLineWords.split("agent 'x"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("not closed");
    }
}

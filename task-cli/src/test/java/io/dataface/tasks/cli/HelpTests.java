package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTests {
    @TempDir Path folder;

    static Stream<String> commands() {
        var line =
                Tasks.commandLine(
                        io.dataface.tasks.cli.invocation.Terminal.ofProcess(),
                        InstantSource.system());
        return line.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamplesFirst(String command) {
        var ended = CommandRun.in(folder).run(command, "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("Examples:", "Usage: tasks " + command);
        assertThat(ended.out().indexOf("Examples:")).isLessThan(ended.out().indexOf("Usage:"));
        assertThat(CommandRun.in(folder).run("help", command).out()).isEqualTo(ended.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theLaunchersHelpNamesEveryCommand(String command) {
        if (!command.equals("help")) {
            assertThat(HelpText.root()).containsPattern("(?m)^  [A-Z].*\\b" + command + "\\b");
        }
    }

    @Test
    void noArgumentsShowTheShortHelp() {
        for (var args : List.of(new String[0], new String[] {"--help"}, new String[] {"help"})) {
            var ended = CommandRun.in(folder).run(args);
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).isEqualTo(HelpText.root());
        }
    }

    @Test
    void theHelpOfWaitReadsLikeThis() {
        assertThat(CommandRun.in(folder).run("wait", "--help").out())
                .isEqualTo(
                        """
                        Waits until a task's run and its retries have ended.
                        Exit code: 0 succeeded, 4 cancelled, 1 any other end, 6 --timeout passed.

                        Examples:
                          tasks wait fix-login && echo pushed
                          tasks wait fix-login --timeout 30m --json

                        Usage: tasks wait <task> [options]

                              <task>   Id, slug or page URL.

                        Options for every command (--json, --data, …): tasks --help
                        """);
    }

    @Test
    void theHelpOfStopReadsLikeThis() {
        assertThat(CommandRun.in(folder).run("help", "stop").out())
                .isEqualTo(
                        """
                        Pauses the queue and stops every run.

                        Examples:
                          tasks stop --dry-run
                          tasks stop --yes --reason 'wrong base branch'

                        Usage: tasks stop [options]

                        Options:
                              --reason=<text>   Shown to everybody.
                          -y, --yes             Do not ask.
                              --dry-run         Say what would stop, change nothing.

                        Options for every command (--json, --data, …): tasks --help
                        """);
    }

    @Test
    void theVersionNamesTheCommit() {
        assertThat(CommandRun.in(folder).run("--version").out()).startsWith("tasks ");
        var json = CommandRun.in(folder).run("version", "--json").json();
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(json.path("commit").asString()).isEqualTo("unknown");
    }
}

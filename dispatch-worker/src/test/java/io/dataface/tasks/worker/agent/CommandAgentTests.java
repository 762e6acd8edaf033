package io.dataface.tasks.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.worker.agent.AgentAdapter.AgentRun;
import io.dataface.tasks.worker.settings.AgentProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CommandAgentTests {
    private static final AgentRun RUN =
            new AgentRun(
                    "d1",
                    "t1; rm -rf / {branch}",
                    "task/t1",
                    Path.of("/w"),
                    Path.of("/r/prompt.md"),
                    Path.of("/r/home"),
                    Path.of("/r/tmp"));

    private static CommandAgent agent(List<String> command, String... allowed) {
        var settings =
                new AgentProperties(
                        command,
                        List.of(allowed),
                        Map.of("MODE", "fast"),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1));
        return new CommandAgent(
                "x", settings, Map.of("PATH", "/bin", "API_TOKEN", "s3cret-value", "OTHER", "o"));
    }

    @Test
    void wordsAreReplacedOnceInTheirOwnArgument() {
        var invocation =
                agent(List.of("run", "--task={task}", "{promptFile}", "$HOME")).invocation(RUN);
        assertThat(invocation.command())
                .containsExactly("run", "--task=t1; rm -rf / {branch}", "/r/prompt.md", "$HOME");
    }

    @Test
    void anUnknownWordIsNamed() {
        assertThatThrownBy(() -> agent(List.of("run", "{prompt}")))
                .hasMessageContaining("tasks.worker.agents.x.command")
                .hasMessageContaining("{prompt}")
                .hasMessageContaining("promptFile");
    }

    @Test
    void onlyAllowedVariablesArePassed() {
        assertThat(agent(List.of("run")).invocation(RUN).environment())
                .containsEntry("PATH", "/bin")
                .containsEntry("MODE", "fast")
                .containsEntry("HOME", "/r/home")
                .doesNotContainKeys("API_TOKEN", "OTHER");
    }

    @Test
    void anAllowedSecretIsPassedAndKnownAsOne() {
        var invocation = agent(List.of("run"), "API_TOKEN").invocation(RUN);
        assertThat(invocation.environment()).containsEntry("API_TOKEN", "s3cret-value");
        assertThat(invocation.secrets()).containsExactly("s3cret-value");
    }
}

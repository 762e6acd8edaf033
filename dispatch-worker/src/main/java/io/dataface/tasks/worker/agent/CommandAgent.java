package io.dataface.tasks.worker.agent;

import io.dataface.tasks.worker.settings.AgentProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Any program: arguments by template, an environment of allowed variables only.
public final class CommandAgent implements AgentAdapter {
    private static final Set<String> WORDS = Set.of("promptFile", "branch", "task", "workspace");
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z]+)\\}");
    private static final Pattern SECRET =
            Pattern.compile(
                    "TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIAL", Pattern.CASE_INSENSITIVE);
    private static final List<String> ALWAYS =
            List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "USER", "LOGNAME");

    private final AgentProperties settings;
    private final Map<String, String> workerEnvironment;

    /// @throws IllegalArgumentException if the command names an unknown template word
    public CommandAgent(
            String name, AgentProperties settings, Map<String, String> workerEnvironment) {
        this.settings = settings;
        this.workerEnvironment = workerEnvironment;
        settings.command().forEach(argument -> checkWords(name, argument));
    }

    private static void checkWords(String name, String argument) {
        var matcher = WORD.matcher(argument);
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group(1))) {
                throw new IllegalArgumentException(
                        "tasks.worker.agents.%s.command: unknown word {%s}; known are %s"
                                .formatted(
                                        name, matcher.group(1), WORDS.stream().sorted().toList()));
            }
        }
    }

    @Override
    public Invocation invocation(AgentRun run) {
        var words =
                Map.of(
                        "promptFile", run.promptFile().toString(),
                        "branch", run.branch(),
                        "task", run.task(),
                        "workspace", run.workspace().toString());
        var command =
                settings.command().stream()
                        .map(
                                argument ->
                                        WORD.matcher(argument)
                                                .replaceAll(
                                                        word ->
                                                                Matcher.quoteReplacement(
                                                                        words.getOrDefault(
                                                                                word.group(1),
                                                                                ""))))
                        .toList();
        var environment = environment(run);
        return new Invocation(command, environment, secrets(environment));
    }

    private Map<String, String> environment(AgentRun run) {
        var environment = new HashMap<String, String>();
        pass(environment, ALWAYS);
        environment.put("HOME", run.home().toString());
        environment.put("TMPDIR", run.temporary().toString());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("TASKS_DISPATCH", run.dispatch());
        environment.put("TASKS_TASK", run.task());
        environment.put("TASKS_BRANCH", run.branch());
        environment.put("TASKS_PROMPT_FILE", run.promptFile().toString());
        pass(environment, settings.environment());
        environment.putAll(settings.set());
        return environment;
    }

    private void pass(Map<String, String> environment, List<String> names) {
        for (var name : names) {
            var value = workerEnvironment.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    private static Set<String> secrets(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> SECRET.matcher(variable.getKey()).find())
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}

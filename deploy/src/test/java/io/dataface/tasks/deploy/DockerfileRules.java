package io.dataface.tasks.deploy;

import io.dataface.tasks.deploy.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What a Dockerfile of this project keeps to. docs/containers.md lists the rules.
enum DockerfileRules {
    /// Every base says its version, or is an earlier stage; `ARG`s in it have defaults.
    BASE_PINNED {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            var stages = new HashSet<String>(Set.of("scratch"));
            var broken = new ArrayList<Instruction>();
            for (var from : file.named("FROM")) {
                var words = file.resolved(from.text()).split(" ");
                if (!stages.contains(words[0]) && !ImageReference.isPinned(words[0])) {
                    broken.add(from);
                }
                stages.add(words.length == 3 ? words[2] : words[0]);
            }
            return broken.stream();
        }
    },
    /// No base names a registry's host.
    BASE_WITHOUT_HOST {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return file.named("FROM").stream()
                    .filter(from -> ImageReference.namesHost(file.resolved(from.text())));
        }
    },
    /// Packages are installed without asking, without what is only recommended, from fresh lists
    /// that do not stay in the layer; nothing is upgraded by the way.
    APT_TIDY {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return runs(file, "apt-get|apt|aptitude")
                    .filter(
                            run ->
                                    !run.text()
                                            .matches(
                                                    "apt-get update && apt-get install -y"
                                                            + " --no-install-recommends [^;&|]+&&"
                                                            + " rm -rf /var/lib/apt/lists/\\*"));
        }
    },
    /// Packages of npm have an exact version.
    NPM_PINNED {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return runs(file, "npm")
                    .filter(run -> run.text().contains("npm install"))
                    .filter(run -> !packagesOf(file, run).allMatch(DockerfileRules::isExact));
        }
    },
    /// The image runs as a number that is not root's, from its end on.
    USER_NOT_ROOT {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            var stage = file.finalStage();
            var users = stage.named("USER");
            if (users.size() != 1 || !users.getFirst().text().matches("[1-9][0-9]*:[1-9][0-9]*")) {
                return Stream.of(stage.instructions().getFirst());
            }
            int user = stage.instructions().indexOf(users.getFirst());
            return stage.instructions().stream()
                    .skip(user)
                    .filter(each -> Set.of("RUN", "COPY").contains(each.name()));
        }
    },
    /// What is started is a list of words, so that signals reach it and no shell reads it.
    EXEC_FORM {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return file.instructions().stream()
                    .filter(
                            each ->
                                    Set.of("ENTRYPOINT", "CMD", "HEALTHCHECK")
                                            .contains(each.name()))
                    .filter(each -> !each.text().equals("NONE") && !each.isExecForm());
        }
    },
    /// The image says what it starts, how it is stopped, and how its health is seen; each once.
    COMPLETE {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            var stage = file.finalStage();
            return Stream.of("ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK", "LABEL")
                    .filter(name -> stage.named(name).size() != 1)
                    .map(name -> stage.instructions().getFirst());
        }
    },
    /// Files come from the build's folder or a stage alone; never the whole folder.
    COPY_NAMED {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return Stream.concat(
                    file.named("ADD").stream(),
                    file.named("COPY").stream()
                            .filter(
                                    copy ->
                                            copy.text()
                                                    .matches(
                                                            "(--\\S+ )*\\.{0,2}/? .*|.*\\*\\*.*")));
        }
    },
    /// Nothing is fetched and run, or run as another user.
    NOTHING_FETCHED {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return runs(file, "curl|wget|sudo|su|git clone");
        }
    },
    /// `ARG` and `ENV` stay readable in the image: no secret goes there.
    NO_SECRETS {
        @Override
        Stream<Instruction> broken(Dockerfile file) {
            return Stream.of("ARG", "ENV", "LABEL")
                    .flatMap(name -> file.named(name).stream())
                    .filter(each -> namesSecret(each.text()));
        }
    };

    /// The instructions that break the rule; a stage's first where something is missing in it.
    abstract Stream<Instruction> broken(Dockerfile file);

    /// All that is wrong with a file, as `line 7: RULE: instruction`.
    static List<String> problems(Dockerfile file) {
        return Arrays.stream(values())
                .flatMap(rule -> rule.broken(file).map(each -> rule.problem(each)))
                .toList();
    }

    private String problem(Instruction where) {
        return "line %d: %s: %s %s".formatted(where.line(), name(), where.name(), where.text());
    }

    private static Stream<Instruction> runs(Dockerfile file, String programs) {
        return file.named("RUN").stream()
                .filter(run -> run.text().matches("(?:.*[ ;&|(])?(?:" + programs + ")(?: .*)?"));
    }

    private static Stream<String> packagesOf(Dockerfile file, Instruction run) {
        var command = run.text().split("&&")[0].replace("npm install", "");
        return Arrays.stream(file.resolved(command).replace("\"", "").strip().split(" "))
                .filter(word -> !word.startsWith("-"));
    }

    private static boolean isExact(String name) {
        return name.matches("(@[a-z0-9-]+/)?[a-z0-9.-]+@[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    private static boolean namesSecret(String text) {
        return Arrays.stream(text.split("[ =]"))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .anyMatch(
                        word ->
                                word.matches(
                                        "[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY)[A-Z0-9_]*"));
    }
}

package io.dataface.tasks.chaos;

import java.util.ArrayList;
import java.util.List;

/// Git commands as a person runs them.
final class Git {
    private Git() {}

    static List<String> asPerson(String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "user.name=Person",
                                "-c",
                                "user.email=person@localhost",
                                "-c",
                                "commit.gpgsign=false"));
        command.addAll(List.of(words));
        return command;
    }
}

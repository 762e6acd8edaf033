package io.dataface.tasks.manager.doorbell;

import java.util.List;

/// Topics or subscriptions that Google's Pub/Sub lacks; a person makes them.
final class MissingTopicsException extends RuntimeException {
    private final transient List<String> commands;

    MissingTopicsException(String project, List<String> commands) {
        super(
                "Pub/Sub in project %s lacks %d topics or subscriptions of this installation"
                        .formatted(project, commands.size()));
        this.commands = commands;
    }

    List<String> commands() {
        return commands;
    }
}

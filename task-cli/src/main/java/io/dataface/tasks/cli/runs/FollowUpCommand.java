package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.FollowUpRequest;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.TaskView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks follow-up`.
@Command(
        name = "follow-up",
        description = "Tells a task's agent something more, in its next run.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks follow-up fix-login 'Also cover the empty password'",
            "  tasks follow-up fix-login --interrupt 'Stop: use the other library'",
            "  tasks follow-up fix-login - < review.md",
            "  tasks follow-up fix-login -- '--strict must stay the default'"
        })
public final class FollowUpCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "<task>", description = "Id, slug or page URL.")
    private String task = "";

    @Parameters(index = "1", paramLabel = "<text>", description = "What to say; - reads it.")
    private String text = "";

    @Option(names = "--interrupt", description = "Stop the agent that runs now; do not wait.")
    private boolean interrupt;

    public FollowUpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        String message = text.equals("-") ? standardInput() : text;
        if (message.isBlank()) {
            throw new CliException(Exit.USAGE, "usage", "the follow-up has no text")
                    .fix("give it as an argument, or - and standard input");
        }
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(task);
        FollowUpView sent = manager.followUp(view.id(), new FollowUpRequest(message, interrupt));
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("followUp", sent));
        } else {
            invocation.output().line("follow-up " + sent.id() + " is " + sent.state());
            invocation.output().next("tasks logs -f " + view.slug());
        }
        return Exit.OK.code();
    }

    private String standardInput() throws IOException {
        return new String(invocation.terminal().in().readAllBytes(), StandardCharsets.UTF_8);
    }
}

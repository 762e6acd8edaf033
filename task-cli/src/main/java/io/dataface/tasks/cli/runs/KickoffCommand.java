package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Confirmation;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.queue.PriorityCommand;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.KickoffRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks kickoff`.
@Command(
        name = "kickoff",
        description = "Queues tasks, so that a worker's agent takes them up.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks kickoff fix-login --dry-run       prompt, repository, base and agent",
            "  tasks kickoff fix-login add-search",
            "  tasks kickoff --milestone m1-pilot --yes",
            "  tasks kickoff fix-login --yes && tasks wait fix-login"
        })
public final class KickoffCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..*", paramLabel = "<task>", description = "Ids, slugs or page URLs.")
    private List<String> tasks = List.of();

    @Option(names = "--milestone", paramLabel = "<slug>", description = "All of a milestone.")
    private @Nullable String milestone;

    @Option(
            names = "--priority",
            paramLabel = "<p0…p3>",
            description = "Instead of the tasks' own.")
    private @Nullable String priority;

    @Option(names = "--dry-run", description = "Show the preview, queue nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    public KickoffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (tasks.isEmpty() == (milestone == null)) {
            throw new CliException(
                            Exit.USAGE, "usage", "name either tasks or one --milestone to kick off")
                    .fix("see tasks kickoff --help");
        }
        String wanted = priority == null ? null : PriorityCommand.requirePriority(priority);
        Manager manager = Manager.of(invocation);
        // Every name is looked up first: one mistyped name must not start the others.
        var lookup = new TaskLookup(manager);
        List<String> ids = new ArrayList<>();
        tasks.forEach(name -> ids.add(lookup.id(name)));
        var text = new KickoffText(invocation);
        if (dryRun) {
            return finish(text, manager.kickoff(request(manager, ids, wanted, true)));
        }
        if (asks()) {
            confirm(text, manager.kickoff(request(manager, ids, wanted, true)));
        }
        return finish(text, manager.kickoff(request(manager, ids, wanted, false)));
    }

    // Tasks that a script names one by one are meant; a whole milestone wants a second look.
    private boolean asks() {
        return !yes && (milestone != null || new Confirmation(invocation).possible());
    }

    private void confirm(KickoffText text, KickoffAnswer preview) {
        long count = preview.tasks().stream().filter(line -> line.refused() == null).count();
        if (count == 0) {
            return;
        }
        text.previewOnStandardError(preview);
        new Confirmation(invocation)
                .require("Queue " + (count == 1 ? "1 task" : count + " tasks") + "?", false);
    }

    private KickoffRequest request(
            Manager manager, List<String> ids, @Nullable String wanted, boolean dry) {
        return new KickoffRequest(
                manager.plan(), milestone == null ? ids : null, milestone, wanted, dry);
    }

    private int finish(KickoffText text, KickoffAnswer answer) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("dryRun", answer.dryRun());
            fields.put("tasks", answer.tasks());
            invocation.output().json(fields);
        } else {
            text.print(answer);
        }
        boolean refused = answer.tasks().stream().anyMatch(line -> line.refused() != null);
        return (refused ? Exit.CONFLICT : Exit.OK).code();
    }
}

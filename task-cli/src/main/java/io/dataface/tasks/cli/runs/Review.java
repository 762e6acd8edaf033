package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.connection.TaskLookup;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Confirmation;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.ReviewRequest;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person's judgement: accept, reject or complete.
final class Review {
    private final Invocation invocation;
    private final ReviewOptions options;

    Review(Invocation invocation, ReviewOptions options) {
        this.invocation = invocation;
        this.options = options;
    }

    /// Accepts or rejects the head of the task's branch.
    ///
    /// @param confirmed whether no question is needed
    int ofBranch(String decision, boolean confirmed) {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(options.task());
        String head = head(view);
        String what = "%s %s at %s of %s".formatted(decision, view.branch(), head, view.slug());
        if (options.dryRun()) {
            return report(view, "would " + what);
        }
        String question = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + "?";
        new Confirmation(invocation).require(question, confirmed);
        return done(manager, view, decision, head);
    }

    /// Marks the task completed, whatever its branch.
    int complete() {
        Manager manager = Manager.of(invocation);
        TaskView view = new TaskLookup(manager).find(options.task());
        if (options.dryRun()) {
            return report(view, "would mark " + view.slug() + " completed");
        }
        return done(manager, view, "complete", options.head());
    }

    private int done(Manager manager, TaskView view, String decision, @Nullable String head) {
        TaskView after =
                manager.review(view.id(), decision, new ReviewRequest(head, options.reason()));
        report(after, after.slug() + " is " + after.status() + ", " + after.state());
        invocation
                .output()
                .next(decision.equals("reject") ? "tasks kickoff " + after.slug() : "tasks status");
        return Exit.OK.code();
    }

    // The manager wants the whole sha; people copy its beginning.
    private String head(TaskView view) {
        String known = view.headSha();
        String named = options.head();
        if (known == null) {
            throw new CliException(
                            Exit.CONFLICT, "no_branch", view.slug() + " has no pushed branch")
                    .why("it is " + view.status() + ", " + view.state())
                    .fix("see: tasks show " + view.slug());
        }
        if (named != null && (named.length() < 4 || !known.startsWith(named))) {
            throw new CliException(
                            Exit.CONFLICT,
                            "branch_moved",
                            "the head of " + view.slug() + " is " + known + ", not " + named)
                    .fix("look at it again: tasks show " + view.slug());
        }
        return known;
    }

    private int report(TaskView view, String text) {
        if (invocation.output().isJson()) {
            var fields = new LinkedHashMap<String, Object>(Map.of("dryRun", options.dryRun()));
            fields.put("task", view);
            invocation.output().json(fields);
        } else {
            invocation.output().line(text);
        }
        return Exit.OK.code();
    }
}

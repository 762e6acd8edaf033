package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.model.api.PlanView;
import io.dataface.tasks.model.api.ProblemView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tasks sync`.
@Command(
        name = "sync",
        description = "Makes the manager read the plan now, and shows what is wrong in its files.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks sync", "  tasks sync --json | jq .plan.problems"})
public final class SyncCommand implements Callable<Integer> {
    private final Invocation invocation;

    public SyncCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Manager manager = Manager.of(invocation);
        Duration given = invocation.options().timeout();
        Duration limit = given == null ? Duration.ofMinutes(5) : given;
        PlanView plan = manager.sync(id(manager), limit);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("plan", plan));
        } else {
            print(plan);
        }
        return (plan.error() == null ? Exit.OK : Exit.FAILURE).code();
    }

    private void print(PlanView plan) {
        Output output = invocation.output();
        for (ProblemView problem : plan.problems()) {
            new ProblemText(
                            problem.path(),
                            problem.line(),
                            problem.column(),
                            problem.rule(),
                            problem.severity(),
                            problem.message(),
                            problem.fix())
                    .print(output);
        }
        output.line(
                "%s: %d tasks, revision %d, %s%s"
                        .formatted(
                                plan.id(),
                                plan.tasks(),
                                plan.revision(),
                                plan.commit() == null ? "no commit" : "commit " + plan.commit(),
                                plan.dirty() ? " with changes" : ""));
        if (plan.error() != null) {
            output.flush();
            output.warn("the last good state stays: " + plan.error());
        }
    }

    private static String id(Manager manager) {
        String named = manager.plan();
        if (named != null) {
            return named;
        }
        List<PlanView> plans = manager.plans();
        if (plans.size() == 1) {
            return plans.getFirst().id();
        }
        String what = plans.isEmpty() ? "the manager has no plan" : "the manager has several plans";
        throw new CliException(Exit.USAGE, "usage", what)
                .fix("--plan with one of " + plans.stream().map(PlanView::id).toList());
    }
}

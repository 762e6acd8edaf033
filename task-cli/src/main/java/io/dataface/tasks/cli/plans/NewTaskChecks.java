package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.NewTask;
import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanParser;
import io.dataface.tasks.model.plan.Problem;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.TaskTemplate;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a new task fits into a plan; told before anything is written.
final class NewTaskChecks {
    private final List<ParsedFile> files;
    private final Plan plan;

    NewTaskChecks(List<ParsedFile> files) {
        this.files = files;
        this.plan = Plan.of(files);
    }

    /// The task with every reference resolved.
    ///
    /// @throws CliException with exit 3 for a name that the plan does not have, exit 4 where the
    ///     task is there already
    NewTask resolved(NewTask draft) {
        WorkstreamPage workstream = workstream(draft.workstream());
        var task =
                new NewTask(
                        workstream.folder(),
                        draft.title(),
                        draft.slug(),
                        draft.priority(),
                        milestone(draft.milestone()),
                        draft.initiative(),
                        owner(draft.owner() == null ? workstream.owner() : draft.owner()),
                        draft.dependsOn().stream().map(this::dependency).toList(),
                        draft.problem());
        requireNew(task);
        requireSound(task);
        return task;
    }

    private WorkstreamPage workstream(String name) {
        List<String> known = plan.workstreams().stream().map(WorkstreamPage::slug).toList();
        return plan.findWorkstream(name).orElseThrow(() -> missing("workstream", name, known));
    }

    private @Nullable String milestone(@Nullable String name) {
        List<String> known = plan.milestones().stream().map(MilestonePage::slug).toList();
        return name == null
                ? null
                : plan.findMilestone(name)
                        .map(MilestonePage::slug)
                        .orElseThrow(() -> missing("milestone", name, known));
    }

    private @Nullable String owner(@Nullable String name) {
        if (plan.resolveOwner(name) instanceof Owner.Unknown unknown) {
            throw missing("person or role", unknown.raw(), unknown.nearest(), "see team/");
        }
        return name;
    }

    private String dependency(String reference) {
        List<TaskPage> found = plan.findTasks(reference);
        if (found.size() > 1) {
            throw new CliException(
                            Exit.CONFLICT, "ambiguous", "several tasks are named " + reference)
                    .fix("name one by its id: " + found.stream().map(TaskPage::id).toList());
        }
        if (found.isEmpty()) {
            throw missing(
                    "task", reference, plan.nearestTasks(reference), "see workstreams/*/tasks/");
        }
        return found.getFirst().id();
    }

    private void requireNew(NewTask task) {
        String path = TaskTemplate.path(task);
        boolean there = files.stream().anyMatch(file -> file.path().equalsIgnoreCase(path));
        if (there || !plan.findTasks(TaskTemplate.id(task)).isEmpty()) {
            throw new CliException(
                            Exit.CONFLICT,
                            "exists",
                            "a task named " + TaskTemplate.id(task) + " is there already")
                    .fix("give another --slug");
        }
    }

    private void requireSound(NewTask task) {
        String path = TaskTemplate.path(task);
        var all = new ArrayList<>(files);
        all.add(PlanParser.parse(path, TaskTemplate.text(task).getBytes(StandardCharsets.UTF_8)));
        for (Problem problem : Plan.of(all).problems()) {
            if (problem.path().equals(path) && problem.isError()) {
                throw new CliException(Exit.USAGE, problem.rule(), problem.message())
                        .fix(problem.fix());
            }
        }
    }

    private static CliException missing(String what, String name, List<String> known) {
        return missing(
                what,
                name,
                DidYouMean.nearest(name, known),
                known.isEmpty() ? "the plan has none" : "known: " + String.join(", ", known));
    }

    private static CliException missing(
            String what, String name, List<String> nearest, String otherwise) {
        return new CliException(
                        Exit.NOT_FOUND,
                        "not_in_plan",
                        "the plan has no " + what + " '" + name + "'")
                .fix(DidYouMean.sentence(nearest, otherwise));
    }
}

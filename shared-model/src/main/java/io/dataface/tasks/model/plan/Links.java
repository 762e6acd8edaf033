package io.dataface.tasks.model.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports names in front matter and nav that lead nowhere.
final class Links {

    private final Plan plan;
    private final Problems problems;
    private final Map<String, List<String>> nearestMilestones = new HashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();

    Links(Plan plan, Problems problems) {
        this.plan = plan;
        this.problems = problems;
    }

    void check() {
        Set<String> folders = new HashSet<>();
        for (TaskPage task : plan.tasks()) {
            owner(task, task.owner(), "Name who is responsible for the task.");
            milestone(task);
            initiative(task);
            if (folders.add(task.workstream())
                    && plan.findWorkstream(task.workstream()).isEmpty()) {
                problems.warning(
                        task,
                        "",
                        "workstream-missing",
                        "The workstream \"" + task.workstream() + "\" has no readable index.md.",
                        "Write workstreams/" + task.workstream() + "/index.md.");
            }
        }
        for (WorkstreamPage workstream : plan.workstreams()) {
            owner(workstream, workstream.owner(), "Name the role that owns the workstream.");
            for (String slug : workstream.milestones().keySet()) {
                if (plan.findMilestone(slug).isEmpty()) {
                    unknownMilestone(workstream, "milestones." + slug, slug);
                }
            }
        }
        for (InitiativePage initiative : plan.initiatives()) {
            owner(initiative, initiative.owner(), "Name who owns the initiative.");
        }
        nav();
    }

    private void owner(PlanPage page, @Nullable String raw, String fix) {
        switch (owners.computeIfAbsent(raw == null ? "" : raw, plan::resolveOwner)) {
            case Owner.Person _, Owner.Role _ -> {}
            case Owner.Missing _ ->
                    problems.warning(page, "owner", "owner-missing", "No owner is named.", fix);
            case Owner.Unroutable unroutable ->
                    problems.warning(
                            page,
                            "owner",
                            "owner-unroutable",
                            "The role \"%s\" leads to nobody. %s"
                                    .formatted(unroutable.role().slug(), unroutable.reason()),
                            "Name a person in filled_by of " + unroutable.role().path() + ".");
            case Owner.Unknown unknown ->
                    problems.error(
                            page,
                            "owner",
                            "owner-unknown",
                            "\"%s\" is neither a person nor a role.%s"
                                    .formatted(unknown.raw(), Nearest.question(unknown.nearest())),
                            "Name a page under team/ by slug or alias, or write that page.");
        }
    }

    private void milestone(TaskPage task) {
        String slug = task.milestone();
        if (slug == null || plan.findMilestone(slug).isPresent()) {
            return;
        }
        unknownMilestone(task, "milestone", slug);
    }

    private void unknownMilestone(PlanPage page, String field, String slug) {
        List<String> nearest = nearestMilestones.computeIfAbsent(slug, this::nearest);
        problems.error(
                page,
                field,
                "milestone-unknown",
                "No milestone is called \"" + slug + "\"." + Nearest.question(nearest),
                "Name a milestone by its slug, or write milestones/" + slug + ".md.");
    }

    private List<String> nearest(String slug) {
        return Nearest.of(slug, plan.milestones().stream().map(MilestonePage::slug).toList());
    }

    private void initiative(TaskPage task) {
        if (task.initiative() != null && plan.findInitiative(task).isEmpty()) {
            problems.warning(
                    task,
                    "initiative",
                    "initiative-unknown",
                    "No initiative is called \"" + task.initiative() + "\".",
                    "Name an initiative by its slug, or write its page.");
        }
    }

    private void nav() {
        for (String target : plan.site().pages()) {
            if (plan.findPage(target).isEmpty()) {
                problems.warning(
                        plan.site(),
                        "nav",
                        "nav-target-missing",
                        "The nav names " + target + ", which is no readable page.",
                        "Correct the path, or write the page.");
            }
        }
    }
}

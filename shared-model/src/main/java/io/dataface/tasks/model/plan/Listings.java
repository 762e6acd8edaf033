package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Listing.Group;
import io.dataface.tasks.model.plan.Listing.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups tasks for the pages of workstreams and milestones.
final class Listings {

    private final Plan plan;
    private final Map<String, Map<String, List<TaskPage>>> byWorkstream = new HashMap<>();
    private final Map<String, List<TaskPage>> withoutMilestone = new HashMap<>();

    Listings(Plan plan) {
        this.plan = plan;
        // The tasks come in listing order, so that every group has it too.
        for (TaskPage task : plan.tasks()) {
            String milestone = known(task);
            if (milestone == null) {
                withoutMilestone
                        .computeIfAbsent(task.workstream(), _ -> new ArrayList<>())
                        .add(task);
            } else {
                byWorkstream
                        .computeIfAbsent(task.workstream(), _ -> new HashMap<>())
                        .computeIfAbsent(milestone, _ -> new ArrayList<>())
                        .add(task);
            }
        }
    }

    /// The task's milestone where it has a page or a statement of the task's workstream.
    private @Nullable String known(TaskPage task) {
        String slug = task.milestone();
        if (slug == null || plan.findMilestone(slug).isPresent()) {
            return slug;
        }
        boolean stated =
                plan.findWorkstream(task.workstream())
                        .filter(w -> w.milestones().containsKey(slug))
                        .isPresent();
        return stated ? slug : null;
    }

    Listing of(WorkstreamPage workstream) {
        Map<String, List<TaskPage>> tasks =
                byWorkstream.getOrDefault(workstream.folder(), Map.of());
        Set<String> slugs = new LinkedHashSet<>(workstream.milestones().keySet());
        plan.milestones().stream()
                .map(MilestonePage::slug)
                .filter(tasks::containsKey)
                .forEach(slugs::add);
        List<Group> groups = new ArrayList<>();
        for (String slug : slugs) {
            MilestonePage page = plan.findMilestone(slug).orElse(null);
            String title = page == null ? slug : page.title();
            String statement = workstream.milestones().getOrDefault(slug, "");
            List<Line> lines = lines(tasks.getOrDefault(slug, List.of()), false);
            groups.add(new Group(slug, title, page, statement, lines));
        }
        List<TaskPage> rest = withoutMilestone.getOrDefault(workstream.folder(), List.of());
        if (!rest.isEmpty()) {
            groups.add(new Group(null, Listing.NO_MILESTONE, null, "", lines(rest, false)));
        }
        return new Listing(groups);
    }

    Listing of(MilestonePage milestone) {
        List<Group> groups = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (WorkstreamPage workstream : plan.workstreams()) {
            seen.add(workstream.folder());
            List<Line> lines = lines(tasks(workstream.folder(), milestone), true);
            String statement = workstream.milestones().get(milestone.slug());
            if (statement == null && lines.isEmpty()) {
                continue;
            }
            String said = statement == null ? "" : statement;
            groups.add(new Group(workstream.slug(), titled(workstream), workstream, said, lines));
        }
        byWorkstream.keySet().stream()
                .filter(folder -> !seen.contains(folder))
                .sorted()
                .forEach(folder -> addUntitled(folder, milestone, groups));
        return new Listing(groups);
    }

    /// Tasks in a folder whose index.md is missing or broken still belong to their milestone.
    private void addUntitled(String folder, MilestonePage milestone, List<Group> groups) {
        List<Line> lines = lines(tasks(folder, milestone), true);
        if (!lines.isEmpty()) {
            groups.add(new Group(folder, folder, null, "", lines));
        }
    }

    private List<TaskPage> tasks(String folder, MilestonePage milestone) {
        return byWorkstream
                .getOrDefault(folder, Map.of())
                .getOrDefault(milestone.slug(), List.of());
    }

    private String titled(WorkstreamPage workstream) {
        String owner = plan.resolveOwner(workstream.owner()).title();
        return owner.isEmpty() ? workstream.title() : workstream.title() + " (" + owner + ")";
    }

    private List<Line> lines(List<TaskPage> tasks, boolean withInitiative) {
        return tasks.stream().map(t -> new Line(t, withInitiative ? initiative(t) : null)).toList();
    }

    private @Nullable String initiative(TaskPage task) {
        return plan.findInitiative(task).map(InitiativePage::title).orElse(task.initiative());
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.docs.run.Wording;
import io.dataface.tasks.model.plan.FreePage;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Macro;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.SitePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what a page shows, by the kind of page.
@Component
class PageViews {

    /// Views kept for the next one who asks; each is up to a few MB.
    private static final int MOST_KEPT = 8;

    private final Bodies bodies;
    private final Templates templates;
    private final Map<String, Made> made =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    /// A view with what it was made from, which never changes in place.
    private record Made(PlanSnapshot snapshot, Map<String, TaskState> states, PageView view) {
        @SuppressWarnings("ReferenceEquality") // To compare 10,000 states is what this saves.
        boolean isOf(PlanSnapshot otherSnapshot, Map<String, TaskState> otherStates) {
            return snapshot == otherSnapshot && states == otherStates;
        }
    }

    PageViews(Bodies bodies, Templates templates) {
        this.bodies = bodies;
        this.templates = templates;
    }

    /// The page's view: the last one where it was made from the same.
    PageView of(PlanSnapshot snapshot, PlanPage page, Map<String, TaskState> states) {
        Made kept;
        synchronized (made) {
            kept = made.get(page.path());
        }
        if (kept != null && kept.isOf(snapshot, states)) {
            return kept.view();
        }
        PageView view = make(snapshot, page, states);
        synchronized (made) {
            made.put(page.path(), new Made(snapshot, states, view));
        }
        return view;
    }

    private PageView make(PlanSnapshot snapshot, PlanPage page, Map<String, TaskState> states) {
        BodyWriter body = new BodyWriter(snapshot, page, states, bodies, templates);
        body.write(page);
        List<TaskPage> tasks = addTasks(snapshot.plan(), page, states, body);
        Optional<PublishedFile> file = snapshot.findFile(page.path());
        TaskPage task = page instanceof TaskPage t ? t : null;
        Chip chip = task == null ? null : taskChip(task, states);
        return new PageView(
                page.title(),
                chip == null ? page.title() : chip.label() + " · " + page.title(),
                Urls.of(page),
                crumbs(snapshot.plan(), page),
                Nav.of(snapshot).nodes(),
                lead(snapshot.plan(), page, tasks, states),
                chip,
                kickoff(page, tasks, states),
                body.html(),
                body.toc(),
                task == null ? List.of() : TaskHead.facts(snapshot, task, states.get(task.id())),
                tasks.isEmpty() ? null : Tally.of(tasks, states),
                task == null ? List.of() : TaskHead.related(snapshot.plan(), task, states),
                page.path(),
                file.orElse(null),
                file.map(PublishedFile::error).orElse(null),
                true);
    }

    /// A page whose file never could be read.
    PageView ofBroken(PlanSnapshot snapshot, PublishedFile file) {
        return new PageView(
                file.path(),
                file.path(),
                Urls.ofPath(file.path()),
                List.of(new Fact.Part("Plan", "/")),
                Nav.of(snapshot).nodes(),
                List.of(),
                null,
                null,
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                file.path(),
                file,
                file.error(),
                false);
    }

    private static @Nullable String kickoff(
            PlanPage page, List<TaskPage> tasks, Map<String, TaskState> states) {
        return page instanceof MilestonePage milestone
                        && tasks.stream()
                                .map(task -> states.get(task.id()))
                                .anyMatch(state -> state != null && state.startable())
                ? "/kickoff?milestone=" + Wording.encode(milestone.slug())
                : null;
    }

    private static @Nullable Chip taskChip(TaskPage task, Map<String, TaskState> states) {
        Chip live = TaskLine.live(states.get(task.id()));
        return live == null ? TaskLine.badge(task, states) : live;
    }

    // The tasks that the page is about, listed below its text where the text does not list them.
    private static List<TaskPage> addTasks(
            Plan plan, PlanPage page, Map<String, TaskState> states, BodyWriter body) {
        return switch (page) {
            case WorkstreamPage workstream -> {
                var listing = plan.listing(workstream);
                if (!body.calls(Macro.TASKS_BY_MILESTONE)) {
                    body.write(
                            "Tasks by Milestone",
                            "tasks-by-milestone",
                            LineGroup.of(listing, states, "m-"));
                }
                yield listing.tasks();
            }
            case MilestonePage milestone -> {
                var listing = plan.listing(milestone);
                if (!body.calls(Macro.TASKS_BY_WORKSTREAM)) {
                    body.write(
                            "Tasks by Workstream",
                            "tasks-by-workstream",
                            LineGroup.of(listing, states, "w-"));
                }
                yield listing.tasks();
            }
            case InitiativePage initiative ->
                    listed(
                            plan,
                            states,
                            body,
                            task ->
                                    plan.findInitiative(task)
                                            .filter(found -> found.path().equals(page.path()))
                                            .isPresent());
            case PersonPage person ->
                    listed(plan, states, body, task -> goesTo(plan, task, person));
            case RolePage role ->
                    listed(
                            plan,
                            states,
                            body,
                            task ->
                                    OwnerView.of(plan.resolveOwner(task.owner()))
                                            .title()
                                            .equals(role.title()));
            case TaskPage _, FreePage _, SitePage _ -> List.of();
        };
    }

    private static boolean goesTo(Plan plan, TaskPage task, PersonPage person) {
        return plan.resolveOwner(task.owner())
                .findPerson()
                .filter(found -> found.slug().equals(person.slug()))
                .isPresent();
    }

    private static List<TaskPage> listed(
            Plan plan, Map<String, TaskState> states, BodyWriter body, Predicate<TaskPage> which) {
        List<TaskPage> tasks = plan.tasks().stream().filter(which).toList();
        List<TaskLine> open = new ArrayList<>();
        List<TaskLine> finished = new ArrayList<>();
        for (TaskPage task : tasks) {
            TaskLine line = TaskLine.of(task, states, TaskRow.milestoneTitle(plan, task));
            (line.badge() == null ? open : finished).add(line);
        }
        List<LineGroup> groups = new ArrayList<>();
        groups.add(new LineGroup("open", "Open", null, "", open));
        if (!finished.isEmpty()) {
            groups.add(new LineGroup("finished", "Finished", null, "", finished));
        }
        body.write("Tasks", "tasks", groups);
        return tasks;
    }

    private static List<Fact.Part> crumbs(Plan plan, PlanPage page) {
        List<Fact.Part> crumbs = new ArrayList<>();
        crumbs.add(new Fact.Part("Plan", "/"));
        switch (page) {
            case TaskPage task -> crumbs.add(workstream(plan, task.workstream()));
            case InitiativePage initiative -> crumbs.add(workstream(plan, initiative.workstream()));
            case WorkstreamPage _ -> crumbs.add(new Fact.Part("Workstreams", null));
            case MilestonePage _ -> crumbs.add(new Fact.Part("Milestones", null));
            case PersonPage _, RolePage _ -> crumbs.add(new Fact.Part("Team", null));
            case FreePage free when free.path().startsWith("guidebook/") ->
                    crumbs.add(new Fact.Part("Guidebook", null));
            case FreePage _, SitePage _ -> {}
        }
        return crumbs;
    }

    private static Fact.Part workstream(Plan plan, String folder) {
        return plan.findWorkstream(folder)
                .map(page -> new Fact.Part(page.title(), Urls.of(page)))
                .orElse(new Fact.Part(folder, null));
    }

    private static List<Fact.Part> lead(
            Plan plan, PlanPage page, List<TaskPage> tasks, Map<String, TaskState> states) {
        List<Fact.Part> lead = new ArrayList<>();
        String raw =
                switch (page) {
                    case WorkstreamPage workstream -> workstream.owner();
                    case InitiativePage initiative -> initiative.owner();
                    case RolePage role -> role.owner();
                    default -> null;
                };
        OwnerView owner = OwnerView.of(plan.resolveOwner(raw));
        if (!owner.title().isEmpty()) {
            lead.add(new Fact.Part("Owner: ", null));
            lead.addAll(Fact.owner("", owner).parts());
        }
        if (!tasks.isEmpty()) {
            String gap = lead.isEmpty() ? "" : " · ";
            lead.add(new Fact.Part(gap + Tally.of(tasks, states).done(), null));
        }
        return lead;
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.docs.run.Wording;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PagePaths;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what a page shows, by the kind of page.
@Component
class PageViews {

    private final Bodies bodies;
    private final Templates templates;
    private final Origins origins;
    private final PageTasks listings;

    PageViews(Bodies bodies, Templates templates, Origins origins, PageTasks listings) {
        this.bodies = bodies;
        this.templates = templates;
        this.origins = origins;
        this.listings = listings;
    }

    PageView of(PlanSnapshot snapshot, PlanPage page, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        BodyWriter body = new BodyWriter(snapshot, page, states, bodies, templates);
        body.write(page);
        PageTasks.Listed tasks = listings.addTo(body, plan, page, states);
        Optional<PublishedFile> file = snapshot.findFile(page.path());
        TaskPage task = page instanceof TaskPage t ? t : null;
        return new PageView(
                page.title(),
                below(plan, page),
                Around.of(snapshot, page.sitePath()),
                lead(plan, page, tasks.tasks(), states),
                task == null ? null : chip(task, states),
                kickoff(page, tasks.tasks(), states),
                body.html(),
                true,
                body.toc(),
                FactCard.of(snapshot, page, states),
                tasks.numbers(),
                related(snapshot, page, states),
                task == null ? null : TaskGraph.of(plan, task, states).orElse(null),
                file.map(found -> origins.of(snapshot, found)).orElse(null),
                file.map(PublishedFile::error).orElse(null),
                true,
                body.texts());
    }

    /// A page whose file never could be read.
    PageView ofBroken(PlanSnapshot snapshot, PublishedFile file) {
        return new PageView(
                file.path(),
                "",
                Around.of(snapshot, PagePaths.sitePath(file.path())),
                List.of(),
                null,
                null,
                "",
                true,
                List.of(),
                null,
                PageView.Numbers.NONE,
                List.of(),
                null,
                origins.of(snapshot, file),
                file.error(),
                false,
                Set.of());
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

    private static @Nullable Chip chip(TaskPage task, Map<String, TaskState> states) {
        Chip live = TaskLine.live(states.get(task.id()));
        return live == null ? TaskLine.badge(task, states) : live;
    }

    private static String below(Plan plan, PlanPage page) {
        String workstream =
                switch (page) {
                    case TaskPage task -> task.workstream();
                    case InitiativePage initiative -> initiative.workstream();
                    default -> "";
                };
        return plan.findWorkstream(workstream).map(PlanPage::title).orElse(workstream);
    }

    private static List<PageView.Related> related(
            PlanSnapshot snapshot, PlanPage page, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        return switch (page) {
            case TaskPage task -> TaskHead.related(plan, task, states);
            case WorkstreamPage workstream ->
                    links(
                            "Initiatives",
                            plan.initiatives().stream()
                                    .filter(i -> i.workstream().equals(workstream.folder()))
                                    .toList());
            case InitiativePage initiative -> links("Pages", Ownership.subPages(plan, initiative));
            default -> List.of();
        };
    }

    private static List<PageView.Related> links(String heading, List<? extends PlanPage> pages) {
        return pages.isEmpty()
                ? List.of()
                : List.of(
                        new PageView.Related(
                                heading,
                                List.of(),
                                pages.stream()
                                        .map(page -> new Fact.Part(page.title(), Urls.of(page)))
                                        .toList()));
    }

    private static List<Fact.Part> lead(
            Plan plan, PlanPage page, List<TaskPage> tasks, Map<String, TaskState> states) {
        List<Fact.Part> lead = new ArrayList<>();
        String raw =
                switch (page) {
                    case WorkstreamPage workstream -> workstream.owner();
                    case InitiativePage initiative -> initiative.owner();
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

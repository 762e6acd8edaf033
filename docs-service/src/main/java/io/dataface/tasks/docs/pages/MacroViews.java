package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Macro;
import io.dataface.tasks.model.plan.MacroCall;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the macro calls of one page; a closed set, nothing is evaluated.
final class MacroViews {

    static final String OWN_LINE = "This macro stands on a line of its own, not within a text.";

    private final Plan plan;
    private final PlanPage page;
    private final Map<String, TaskState> states;
    private final Templates templates;
    private int listings;

    MacroViews(
            PlanSnapshot snapshot,
            PlanPage page,
            Map<String, TaskState> states,
            Templates templates) {
        this.plan = snapshot.plan();
        this.page = page;
        this.states = states;
        this.templates = templates;
    }

    /// What a call gives.
    sealed interface Answer {}

    record Shown(String html, List<TocEntry> toc) implements Answer {}

    record Refused(String reason) implements Answer {}

    /// Answers a call that has no error of its own; `include` is not among them.
    Answer answer(Macro macro, MacroCall call, boolean block) {
        return switch (macro) {
            case OWNER -> owner();
            case EXTRA -> extra(call.name().substring("extra.".length()));
            case TASK -> task(call.positional().getFirst());
            case MILESTONE_PROGRESS -> progress(call.positional().getFirst());
            case TASKS_BY_MILESTONE -> block ? byMilestone() : new Refused(OWN_LINE);
            case TASKS_BY_WORKSTREAM -> block ? byWorkstream() : new Refused(OWN_LINE);
            case TASK_TABLE -> block ? table(call.named()) : new Refused(OWN_LINE);
            case DAILY_ACTIVITY_ROLLUP -> block ? activity() : new Refused(OWN_LINE);
            case METRIC -> new Refused("Metrics are not collected yet: nothing can be shown here.");
            case INCLUDE -> throw new IllegalArgumentException(call.name());
        };
    }

    private Answer byMilestone() {
        return page instanceof WorkstreamPage workstream
                ? groups(LineGroup.of(plan.listing(workstream), states, prefix("m")))
                : new Refused("tasks_by_milestone() stands on a workstream's page.");
    }

    private Answer byWorkstream() {
        return page instanceof MilestonePage milestone
                ? groups(LineGroup.of(plan.listing(milestone), states, prefix("w")))
                : new Refused("tasks_by_workstream() stands on a milestone's page.");
    }

    // A page may call for its listing again; ids stay unique.
    private String prefix(String kind) {
        return ++listings == 1 ? kind + "-" : kind + "-" + listings + "-";
    }

    private Answer groups(List<LineGroup> groups) {
        return new Shown(
                templates.html("plan/groups", Map.of("groups", groups)),
                groups.stream().map(g -> new TocEntry(3, g.id(), g.title())).toList());
    }

    private Answer owner() {
        String raw =
                switch (page) {
                    case WorkstreamPage w -> w.owner();
                    case InitiativePage i -> i.owner();
                    case TaskPage t -> t.owner();
                    case RolePage r -> r.owner();
                    default -> null;
                };
        OwnerView owner = OwnerView.of(plan.resolveOwner(raw));
        return owner.title().isEmpty()
                ? new Refused("The page's front matter names no owner.")
                : shown("plan/owner", Map.of("owner", owner));
    }

    private Answer extra(String name) {
        String value = plan.site().extra().get(name);
        return value == null
                ? new Refused("mkdocs.yml has no extra." + name + ".")
                : shown("plan/text", Map.of("text", value));
    }

    private Answer task(String reference) {
        Optional<TaskPage> task = plan.findTask(reference);
        if (task.isEmpty()) {
            String nearest = String.join(", ", plan.nearestTasks(reference));
            return new Refused(
                    "No task is called "
                            + reference
                            + (nearest.isEmpty() ? "." : "; nearest: " + nearest + "."));
        }
        return shown("plan/taskLink", Map.of("line", TaskLine.of(task.get(), states, null)));
    }

    private Answer progress(String slug) {
        Optional<MilestonePage> milestone = plan.findMilestone(slug);
        if (milestone.isEmpty()) {
            return new Refused("No milestone is called " + slug + ".");
        }
        Tally tally = Tally.of(plan.listing(milestone.get()).tasks(), states);
        return shown(
                "plan/progress",
                Map.of(
                        "title", milestone.get().title(),
                        "href", Urls.of(milestone.get()),
                        "tally", tally));
    }

    private Answer table(Map<String, String> filters) {
        List<TaskRow> rows =
                plan.tasks().stream()
                        .filter(task -> TaskFilter.matches(plan, task, filters, states))
                        .map(task -> TaskRow.of(plan, task, states))
                        .toList();
        return shown("plan/table", Map.of("rows", rows));
    }

    private Answer activity() {
        return shown("plan/activity", Map.of("days", ActivityDay.of(plan, states)));
    }

    private Shown shown(String template, Map<String, Object> values) {
        return new Shown(templates.html(template, values), List.of());
    }
}

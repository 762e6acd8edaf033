package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.markdown.LinkIndex;
import io.dataface.tasks.model.plan.Problem.Severity;
import io.dataface.tasks.model.plan.Sections.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `tasks check` reports: everything that is wrong with a plan and what is still to be
/// written.
public final class PlanChecks {

    private PlanChecks() {}

    /// The plan's own problems, then missing, empty and placeholder sections of tasks that are not
    /// finished, and macros that cannot be rendered; by path and line.
    public static List<Problem> check(Plan plan) {
        return sorted(withoutLinks(plan));
    }

    /// The same and links, images and anchors that lead nowhere.
    ///
    /// @param files the paths of all files of the plan
    public static List<Problem> check(Plan plan, Collection<String> files) {
        Map<String, LinkIndex> kept = new HashMap<>();
        return check(
                plan,
                files,
                page -> kept.computeIfAbsent(page.path(), _ -> LinkIndex.of(page.body())));
    }

    /// The same with indexes that the caller keeps.
    public static List<Problem> check(
            Plan plan, Collection<String> files, Function<PlanPage, LinkIndex> indexes) {
        List<Problem> found = withoutLinks(plan);
        Map<String, PlanPage> pages = new HashMap<>();
        plan.pages().forEach(page -> pages.put(page.path(), page));
        PlanLinks links =
                new PlanLinks(files, path -> Optional.ofNullable(pages.get(path)), indexes);
        plan.pages().forEach(page -> found.addAll(LinkChecks.check(page, links, indexes)));
        return sorted(found);
    }

    private static List<Problem> sorted(List<Problem> found) {
        found.sort(Problems.ORDER);
        return List.copyOf(found);
    }

    private static List<Problem> withoutLinks(Plan plan) {
        List<Problem> found = new ArrayList<>(plan.problems());
        for (PlanPage page : plan.pages()) {
            macros(plan, page, found);
            switch (page) {
                case TaskPage task when !task.status().isFinished() -> sections(task, found);
                case TaskPage _,
                        MilestonePage _,
                        WorkstreamPage _,
                        InitiativePage _,
                        PersonPage _,
                        RolePage _,
                        FreePage _,
                        SitePage _ -> {}
            }
        }
        return found;
    }

    private static void sections(TaskPage task, List<Problem> found) {
        for (TaskSection wanted : TaskSection.values()) {
            Section section = task.sections().find(wanted.heading()).orElse(null);
            if (section == null) {
                found.add(
                        new Problem(
                                task.path(),
                                task.bodyLine(),
                                1,
                                "section-missing",
                                Severity.WARNING,
                                "The section \"" + wanted.heading() + "\" is missing.",
                                "Add \"## "
                                        + wanted.heading()
                                        + "\" and "
                                        + wanted.nextStep()
                                        + "."));
            } else if (section.isEmpty()) {
                report(task, section, wanted, "section-empty", "is empty", found);
            } else if (isPlaceholder(section.text())) {
                report(task, section, wanted, "section-placeholder", "holds a placeholder", found);
            }
        }
    }

    private static void report(
            TaskPage task,
            Section section,
            TaskSection wanted,
            String rule,
            String what,
            List<Problem> found) {
        // Progress is noted while a task runs, so before that its absence is no fault.
        boolean later = wanted == TaskSection.IMPLEMENTATION_PROGRESS;
        found.add(
                new Problem(
                        task.path(),
                        section.line(),
                        1,
                        rule,
                        later ? Severity.HINT : Severity.WARNING,
                        "The section \"" + wanted.heading() + "\" " + what + ".",
                        capitalised(wanted.nextStep()) + "."));
    }

    /// A first word in capitals that says so, or a line in angle or square brackets alone.
    private static boolean isPlaceholder(String text) {
        String first = PlainText.withoutComments(text).strip();
        int end = first.indexOf('\n');
        String line = (end < 0 ? first : first.substring(0, end)).strip();
        String words = line.substring(MarkdownLines.listMarker(line)).strip();
        return words.startsWith("TODO")
                || words.startsWith("TBD")
                || words.equals("…")
                || words.equals("...")
                || words.startsWith("<") && words.endsWith(">") && words.indexOf(' ') > 0;
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void macros(Plan plan, PlanPage page, List<Problem> found) {
        for (MacroCall call : Macros.find(page.body())) {
            String error = call.error() == null ? missing(plan, page, call) : call.error();
            if (error != null) {
                int lineStart = page.body().lastIndexOf('\n', call.start() - 1) + 1;
                found.add(
                        new Problem(
                                page.path(),
                                page.bodyLine() + call.line() - 1,
                                page.body().codePointCount(lineStart, call.start()) + 1,
                                "macro",
                                Severity.ERROR,
                                error,
                                "Correct the call, or put it in backticks if it is meant as"
                                        + " text."));
            }
        }
    }

    /// What a well-formed call names without its being there.
    private static @Nullable String missing(Plan plan, PlanPage page, MacroCall call) {
        if (call.macro() == null) {
            return null;
        }
        String name = call.positional().isEmpty() ? "" : call.positional().getFirst();
        return switch (call.macro()) {
            case TASK ->
                    plan.findTask(name).isPresent()
                            ? null
                            : "No task is called \""
                                    + name
                                    + "\"."
                                    + Nearest.question(plan.nearestTasks(name));
            case MILESTONE_PROGRESS ->
                    plan.findMilestone(name).isPresent()
                            ? null
                            : "No milestone is called \"" + name + "\".";
            case INCLUDE ->
                    plan.findInclude(page, name).isPresent()
                            ? null
                            : "No page is at \"" + name + "\".";
            case EXTRA ->
                    plan.site().extra().containsKey(call.name().substring("extra.".length()))
                            ? null
                            : "mkdocs.yml has no value called " + call.name() + ".";
            case METRIC -> "Metrics cannot be shown yet.";
            case TASKS_BY_MILESTONE,
                    TASKS_BY_WORKSTREAM,
                    OWNER,
                    TASK_TABLE,
                    DAILY_ACTIVITY_ROLLUP ->
                    null;
        };
    }
}

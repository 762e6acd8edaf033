package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the page of problems shows.
///
/// @param rule the one that is shown alone, null for all
/// @param counts of all problems by rule
/// @param total of all problems
/// @param leftOut how many of those asked for are not on the page
public record ProblemReport(
        List<NavNode> nav,
        @Nullable String rule,
        Map<String, Integer> counts,
        int total,
        List<File> files,
        int leftOut) {

    private static final int MOST_SHOWN = 500;

    /// A file and what is wrong with it.
    public record File(String path, String title, String href, List<Problem> problems) {
        public File {
            problems = List.copyOf(problems);
        }
    }

    static ProblemReport of(PlanSnapshot snapshot, List<Problem> problems, @Nullable String rule) {
        Map<String, Integer> counts = new TreeMap<>();
        problems.forEach(problem -> counts.merge(problem.rule(), 1, Integer::sum));
        List<Problem> asked =
                problems.stream().filter(p -> rule == null || p.rule().equals(rule)).toList();
        Map<String, List<Problem>> byFile = new LinkedHashMap<>();
        asked.stream()
                .limit(MOST_SHOWN)
                .forEach(p -> byFile.computeIfAbsent(p.path(), _ -> new ArrayList<>()).add(p));
        return new ProblemReport(
                Nav.of(snapshot).nodes(),
                rule,
                counts,
                problems.size(),
                byFile.entrySet().stream()
                        .map(entry -> file(snapshot, entry.getKey(), entry.getValue()))
                        .toList(),
                Math.max(0, asked.size() - MOST_SHOWN));
    }

    private static File file(PlanSnapshot snapshot, String path, List<Problem> problems) {
        String title = snapshot.findPage(path).map(PlanPage::title).orElse(path);
        return new File(path, title, Urls.of(snapshot, path), problems);
    }

    /// The severity as a chip.
    public static Chip chip(Problem problem) {
        return switch (problem.severity()) {
            case ERROR -> new Chip("bad", "exclamation-octagon", "Error");
            case WARNING -> new Chip("wait", "exclamation-triangle", "Warning");
            case HINT -> new Chip("", "info-circle", "Hint");
        };
    }
}

package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlans;
import io.dataface.tasks.model.plan.PlanChecks;
import io.dataface.tasks.model.plan.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Finds everything that is wrong with the plan's files: what `tasks check` reports, and what kept
/// the registry from taking a file in.
@Component
class SiteProblems {

    private final PublishedPlans plans;
    private final LinkIndexes indexes;

    SiteProblems(PublishedPlans plans, LinkIndexes indexes) {
        this.plans = plans;
        this.indexes = indexes;
    }

    /// All problems by path and line; made once a revision.
    List<Problem> of(PlanSnapshot snapshot) {
        return snapshot.once("problems", Found.class, this::find).problems();
    }

    private record Found(List<Problem> problems) {}

    private record Place(String path, int line, String rule, String message) {}

    private Found find(PlanSnapshot snapshot) {
        Map<Place, Problem> found = new LinkedHashMap<>();
        plans.problems(snapshot.published().id()).forEach(problem -> add(found, problem));
        if (found.isEmpty()) {
            snapshot.broken().stream().map(SiteProblems::broken).forEach(p -> add(found, p));
        }
        List<String> files = snapshot.files().stream().map(PublishedFile::path).toList();
        PlanChecks.check(snapshot.plan(), files, page -> indexes.of(snapshot, page))
                .forEach(problem -> add(found, problem));
        List<Problem> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Problem::path).thenComparing(Problem::line));
        return new Found(List.copyOf(sorted));
    }

    private static void add(Map<Place, Problem> found, Problem problem) {
        found.putIfAbsent(
                new Place(problem.path(), problem.line(), problem.rule(), problem.message()),
                problem);
    }

    // Where the registry's own list is not there, its files still say why they are not shown.
    private static Problem broken(PublishedFile file) {
        PublishedFile.Mistake mistake =
                file.error() == null ? new PublishedFile.Mistake("", 1, "") : file.error();
        return new Problem(
                file.path(),
                Math.max(1, mistake.line()),
                1,
                "unreadable",
                Problem.Severity.ERROR,
                mistake.message(),
                mistake.fix());
    }
}

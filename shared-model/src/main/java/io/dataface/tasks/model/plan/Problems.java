package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Problem.Severity;
import io.dataface.tasks.model.plan.SourceMarks.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Collects what does not fit together.
final class Problems {

    /// By path, then place; the rule makes the order total.
    static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::path)
                    .thenComparing(Problem::line)
                    .thenComparing(Problem::column)
                    .thenComparing(Problem::rule)
                    .thenComparing(Problem::message);

    private final List<Problem> found = new ArrayList<>();

    void error(PlanPage page, String field, String rule, String message, String fix) {
        add(page, field, rule, Severity.ERROR, message, fix);
    }

    void warning(PlanPage page, String field, String rule, String message, String fix) {
        add(page, field, rule, Severity.WARNING, message, fix);
    }

    private void add(
            PlanPage page,
            String field,
            String rule,
            Severity severity,
            String message,
            String fix) {
        Mark at = page.marks().of(field);
        found.add(new Problem(page.path(), at.line(), at.column(), rule, severity, message, fix));
    }

    void addAll(Collection<Problem> problems) {
        found.addAll(problems);
    }

    List<Problem> sorted() {
        return found.stream().sorted(ORDER).toList();
    }
}

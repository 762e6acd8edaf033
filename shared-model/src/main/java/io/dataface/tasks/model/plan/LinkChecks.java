package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.markdown.LinkIndex;
import io.dataface.tasks.model.markdown.Reference;
import io.dataface.tasks.model.plan.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Finds links, images and anchors in the text of pages that lead nowhere.
final class LinkChecks {

    private LinkChecks() {}

    static List<Problem> check(
            PlanPage page, PlanLinks links, Function<PlanPage, LinkIndex> indexes) {
        // Most pages without a link are known by this at once, and need no parser.
        if (page.body().indexOf('[') < 0) {
            return List.of();
        }
        List<Problem> found = new ArrayList<>();
        for (Reference reference : indexes.apply(page).references()) {
            if (links.resolve(page.path(), reference.destination())
                    instanceof LinkTarget.Broken broken) {
                found.add(problem(page, reference, broken));
            }
        }
        return found;
    }

    private static Problem problem(PlanPage page, Reference reference, LinkTarget.Broken broken) {
        boolean image = reference.kind() == Reference.Kind.IMAGE;
        return new Problem(
                page.path(),
                page.bodyLine() + reference.line() - 1,
                reference.column(),
                image ? "image-broken" : broken.rule(),
                Severity.WARNING,
                broken.why(),
                broken.fix());
    }
}

package io.dataface.tasks.docs.plan;

import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.model.markdown.LinkIndex;
import io.dataface.tasks.model.plan.PageText;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskPage;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells whether a change could be seen on other pages than that of the file.
final class Shapes {

    private Shapes() {}

    /// Whether what many pages say of the plan as a whole is the same.
    static boolean sameFacts(PublishedPlan one, PublishedPlan other) {
        return Objects.equals(one.commitId(), other.commitId())
                && one.dirty() == other.dirty()
                && one.source().equals(other.source())
                && one.sourceKind().equals(other.sourceKind())
                && one.folder().equals(other.folder());
    }

    /// Whether other pages see the same of a file.
    static boolean same(@Nullable ParsedFile one, @Nullable ParsedFile other) {
        PlanPage now = one == null ? null : one.page();
        PlanPage before = other == null ? null : other.page();
        return now == before
                || (now != null
                        && before != null
                        && now.getClass() == before.getClass()
                        && outside(now).equals(outside(before)));
    }

    // All that its kind knows of it but the text; of the text, what listings and links need.
    private static List<@Nullable Object> outside(PlanPage page) {
        List<@Nullable Object> outside = new ArrayList<>();
        for (RecordComponent component : page.getClass().getRecordComponents()) {
            if (component.getType() != PageText.class) {
                outside.add(valueOf(page, component));
            }
        }
        outside.add(page.title());
        outside.add(page instanceof TaskPage task ? task.summary() : "");
        outside.add(page.body().contains("{{"));
        outside.add(LinkIndex.of(page.body()).anchors());
        return outside;
    }

    private static @Nullable Object valueOf(PlanPage page, RecordComponent component) {
        try {
            return component.getAccessor().invoke(page);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

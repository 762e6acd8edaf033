package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Basis;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.docs.published.TaskStates;
import io.dataface.tasks.docs.run.TaskPanel;
import io.dataface.tasks.docs.run.TaskPanels;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Remembers what a page of the plan was made from, without holding on to the plan itself.
@Component
class PlanBasis {

    private static final int OWN_WEIGHT = 1_000;

    private final PlanSnapshots snapshots;
    private final TaskStates states;
    private final TaskPanels panels;
    private final PlanSettings settings;
    private final InstantSource clock;

    PlanBasis(
            PlanSnapshots snapshots,
            TaskStates states,
            TaskPanels panels,
            PlanSettings settings,
            InstantSource clock) {
        this.snapshots = snapshots;
        this.states = states;
        this.panels = panels;
        this.settings = settings;
        this.clock = clock;
    }

    Map<String, TaskState> now() {
        return states.byId(settings.planId());
    }

    /// The basis of the home page, which shows of the plan what few others do.
    Basis ofHome(PlanSnapshot snapshot, AskedStates asked) {
        PublishedPlan published = snapshot.published();
        return of(now -> now.published().equals(published), asked, null, 0);
    }

    /// The basis of a page of the plan, or of a folder in it.
    ///
    /// @param path of the page's own file, null where it has none
    /// @param panel of a task's page, null on others
    Basis of(
            PlanSnapshot snapshot,
            @Nullable String path,
            PageView view,
            AskedStates asked,
            @Nullable TaskPanel panel) {
        Object shape = snapshot.shape();
        PublishedFile own = path == null ? null : snapshot.findFile(path).orElse(null);
        Map<String, @Nullable String> texts = new HashMap<>();
        view.texts().forEach(text -> texts.put(text, blob(snapshot, text)));
        return of(
                now -> isSame(now, shape, own, texts),
                asked,
                panel,
                panel == null ? 0 : view.body().length());
    }

    private interface Check {
        boolean holds(PlanSnapshot now);
    }

    @SuppressWarnings("ReferenceEquality") // A shape stands for itself.
    private static boolean isSame(
            PlanSnapshot now,
            Object shape,
            @Nullable PublishedFile own,
            Map<String, @Nullable String> texts) {
        return now.shape() == shape
                && (own == null || now.findFile(own.path()).filter(own::equals).isPresent())
                && texts.entrySet().stream()
                        .allMatch(
                                text -> Objects.equals(blob(now, text.getKey()), text.getValue()));
    }

    private static @Nullable String blob(PlanSnapshot snapshot, String path) {
        return snapshot.findFile(path).map(PublishedFile::shownBlob).orElse(null);
    }

    private Basis of(Check plan, AskedStates asked, @Nullable TaskPanel panel, int weight) {
        LocalDate day = today();
        return new Basis() {
            @Override
            public boolean holds() {
                if (!day.equals(today())) {
                    return false;
                }
                Optional<PlanSnapshot> now = snapshots.findCurrent();
                return now.isPresent()
                        && plan.holds(now.get())
                        && asked.hold(now())
                        && (panel == null || isSame(panel));
            }

            @Override
            public int weight() {
                return OWN_WEIGHT + asked.weight() + weight;
            }
        };
    }

    // Pictures go up to the present day.
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    // While a run goes on, its page shows how long it has.
    private boolean isSame(TaskPanel panel) {
        return !panel.isMoving()
                && panels.find(panel.task().key()).filter(panel::showsTheSameAs).isPresent();
    }
}

package io.dataface.tasks.docs.plan;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
import io.dataface.tasks.docs.frame.SiteName;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.docs.published.PublishedPlans;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.PlanParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The plan as of now: one statement says whether it moved, and only what changed is read.
@Component
public class PlanSnapshots implements SiteName {

    private static final long MOST_KEPT = 4;

    private final PublishedPlans plans;
    private final String planId;
    private final Recent<String, Optional<PlanSnapshot>> recent;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable PlanSnapshot last;

    PlanSnapshots(PublishedPlans plans, PlanSettings settings, Freshness freshness) {
        this.plans = plans;
        this.planId = settings.planId();
        this.recent = new Recent<>(freshness, MOST_KEPT, _ -> 1);
    }

    /// The plan at its current revision, nothing where the manager has not taken it in yet.
    public Optional<PlanSnapshot> findCurrent() {
        return recent.get(planId, this::findAnew);
    }

    private Optional<PlanSnapshot> findAnew(String id) {
        Optional<PublishedPlan> now = plans.findPlan(id);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        reading.lock();
        try {
            PlanSnapshot kept = last;
            PlanSnapshot current =
                    kept != null && isCurrent(kept, now.get())
                            ? kept.with(now.get())
                            : read(now.get(), kept);
            last = current;
            return Optional.of(current);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public String siteName() {
        PlanSnapshot kept = last == null ? firstOrNull() : last;
        return kept == null ? "Dataface Tasks" : kept.plan().site().siteName();
    }

    // A page that tells of a database that is away has a frame too.
    private @Nullable PlanSnapshot firstOrNull() {
        try {
            return findCurrent().orElse(null);
        } catch (DataAccessException e) {
            return null;
        }
    }

    private static boolean isCurrent(PlanSnapshot kept, PublishedPlan now) {
        return kept.published().revision() == now.revision();
    }

    private PlanSnapshot read(PublishedPlan now, @Nullable PlanSnapshot kept) {
        SortedMap<String, PublishedFile> files = files(now, kept);
        // In the order of the paths, so that nothing has to sort them.
        SortedMap<String, ParsedFile> parsed = new TreeMap<>();
        List<String> changed = new ArrayList<>();
        for (PublishedFile file : files.values()) {
            String blob = file.shownBlob();
            if (blob == null || !PlanParser.isPage(file.path())) {
                continue;
            }
            PublishedFile before = kept == null ? null : kept.byPath().get(file.path());
            ParsedFile known = kept == null ? null : kept.parsed().get(file.path());
            if (known != null && before != null && blob.equals(before.shownBlob())) {
                parsed.put(file.path(), known);
            } else {
                changed.add(file.path());
            }
        }
        if (!changed.isEmpty()) {
            plans.shownBytes(planId, changed)
                    .forEach((path, bytes) -> parsed.put(path, PlanParser.parse(path, bytes)));
        }
        return new PlanSnapshot(now, files, parsed, kept);
    }

    // What changed is read alone, unless files went away or nothing is known yet.
    private SortedMap<String, PublishedFile> files(PublishedPlan now, @Nullable PlanSnapshot kept) {
        if (kept != null && kept.published().revision() < now.revision()) {
            SortedMap<String, PublishedFile> files = new TreeMap<>(kept.byPath());
            plans.files(planId, kept.published().revision())
                    .forEach(file -> files.put(file.path(), file));
            if (files.size() == now.files()) {
                return files;
            }
        }
        SortedMap<String, PublishedFile> files = new TreeMap<>();
        plans.files(planId, PublishedPlans.ALL).forEach(file -> files.put(file.path(), file));
        return files;
    }
}

package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.plan.PlanImport.ForgottenException;
import io.dataface.tasks.manager.plan.source.PlanSource;
import io.dataface.tasks.manager.plan.source.Snapshot;
import io.dataface.tasks.manager.plan.source.SourceException;
import io.dataface.tasks.manager.plan.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/// Brings the registry in step with the plan's source, one pass at a time.
class PlanSync {
    private static final Logger LOG = LoggerFactory.getLogger(PlanSync.class);

    private final String plan;
    private final String title;
    private final PlanSource source;
    private final PlanImport imports;
    private final SearchIndex search;
    private final PlanRow row;
    private final ApplicationEventPublisher events;
    private final ReentrantLock turn = new ReentrantLock();
    private Map<String, KnownFile> known = new HashMap<>();
    private @Nullable Taken taken;

    /// What the registry holds since the last pass that wrote to it.
    private record Taken(Snapshot snapshot, long revision) {}

    /// @param title empty for the plan's own
    PlanSync(
            String plan,
            String title,
            PlanSource source,
            PlanImport imports,
            SearchIndex search,
            PlanRow row,
            ApplicationEventPublisher events) {
        this.plan = plan;
        this.title = title;
        this.source = source;
        this.imports = imports;
        this.search = search;
        this.row = row;
        this.events = events;
    }

    String plan() {
        return plan;
    }

    /// One pass; waits for one that runs already. A source that cannot be read leaves the registry
    /// as it is, but for the plan's error.
    void pass() {
        turn.lock();
        try {
            try {
                take();
            } catch (ForgottenException e) {
                known = new HashMap<>();
                taken = null;
                take();
            }
        } catch (SourceException e) {
            if (row.failed(plan, String.valueOf(e.getMessage()))) {
                LOG.atWarn()
                        .addKeyValue("plan", plan)
                        .setCause(e)
                        .log("Plan cannot be read; its last good state stays");
                events.publishEvent(RegistryChanged.plan(plan, Set.of(), true));
            }
        } finally {
            turn.unlock();
        }
    }

    private void take() {
        Map<String, String> blobs = new HashMap<>();
        known.forEach((path, file) -> blobs.put(path, file.blob()));
        Snapshot snapshot = source.read(blobs);
        Taken earlier = taken;
        if (earlier != null
                && earlier.snapshot().equals(snapshot)
                && row.confirmed(plan, earlier.revision())) {
            return;
        }
        Map<String, KnownFile> now = new HashMap<>();
        for (SourceFile file : snapshot.files()) {
            KnownFile before = known.get(file.path());
            byte[] bytes = file.bytes();
            if (bytes != null) {
                now.put(file.path(), KnownFile.of(file, bytes));
            } else if (before != null) {
                now.put(file.path(), before);
            }
        }
        PlanImport.Outcome outcome = imports.run(plan, title, snapshot, now);
        if (outcome.changed()) {
            LOG.atInfo()
                    .addKeyValue("plan", plan)
                    .addKeyValue("commit", snapshot.commit())
                    .log("Plan taken in");
        }
        known = now;
        search.follow(plan, now);
        taken = new Taken(snapshot.withoutBytes(), outcome.revision());
    }
}

package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.plan.PlanImport.ForgottenException;
import io.dataface.tasks.manager.plan.source.PlanSource;
import io.dataface.tasks.manager.plan.source.Snapshot;
import io.dataface.tasks.manager.plan.source.SourceException;
import io.dataface.tasks.manager.plan.source.SourceFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong asked = new AtomicLong();
    private long served;
    private Map<String, KnownFile> known = new HashMap<>();
    private @Nullable HeldRows held;
    private @Nullable Taken taken;

    /// What the registry holds since the last pass that wrote to it.
    ///
    /// @param marks from what the search's rows were made
    private record Taken(Snapshot snapshot, long revision, Map<String, String> marks) {}

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

    /// Asks for a pass; what is there now is seen by every pass that begins later.
    long ask() {
        return asked.incrementAndGet();
    }

    /// One pass that begins after this call, or another's that did. A source that cannot be read
    /// leaves the registry as it is, but for the plan's error.
    void pass() {
        source.lookAtAll();
        pass(ask());
    }

    /// The same for what was asked before, unless a pass has begun since.
    void pass(long ticket) {
        turn.lock();
        try {
            if (served < ticket) {
                long upTo = asked.get();
                takeOrTell();
                served = upTo;
            }
        } finally {
            turn.unlock();
        }
    }

    private void takeOrTell() {
        try {
            try {
                take();
            } catch (ForgottenException e) {
                known = new HashMap<>();
                held = null;
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
        // In the snapshot's order, which is that of the paths, so that nothing sorts them anew.
        Map<String, KnownFile> now = new LinkedHashMap<>();
        for (SourceFile file : snapshot.files()) {
            KnownFile before = known.get(file.path());
            byte[] bytes = file.bytes();
            if (bytes != null) {
                now.put(file.path(), KnownFile.of(file, bytes));
            } else if (before != null) {
                now.put(file.path(), before);
            }
        }
        PlanImport.Outcome outcome = imports.run(plan, title, snapshot, now, held);
        if (outcome.changed()) {
            LOG.atInfo()
                    .addKeyValue("plan", plan)
                    .addKeyValue("commit", snapshot.commit())
                    .log("Plan taken in");
        }
        known = now;
        held = outcome.rows();
        taken = null;
        // Others that wrote to the plan wrote to its search too.
        Map<String, String> written =
                earlier != null && earlier.revision() == outcome.from() ? earlier.marks() : null;
        Map<String, String> marks = search.follow(plan, now, written);
        if (!marks.equals(written)) {
            // Whoever heard of the import has searched what was found before.
            events.publishEvent(RegistryChanged.plan(plan, Set.of(), false));
        }
        taken = new Taken(snapshot.withoutBytes(), outcome.rows().revision(), marks);
    }
}

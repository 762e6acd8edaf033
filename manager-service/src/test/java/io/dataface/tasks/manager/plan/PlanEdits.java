package io.dataface.tasks.manager.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataface.tasks.manager.plan.source.BlobId;
import io.dataface.tasks.manager.plan.source.Snapshot;
import io.dataface.tasks.manager.plan.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;

/// Takes plans in from texts, as a sync's pass does.
@TestComponent
public final class PlanEdits {
    private final PlanImport imports;
    private final SearchIndex search;
    private final PlanRow row;
    private final ApplicationEventPublisher events;

    PlanEdits(
            PlanImport imports, SearchIndex search, PlanRow row, ApplicationEventPublisher events) {
        this.imports = imports;
        this.search = search;
        this.row = row;
        this.events = events;
    }

    /// One pass over the plan as these files, by path below its folder.
    public void take(String plan, Map<String, String> files) {
        var snapshot = snapshot(files);
        new PlanSync(plan, plan, _ -> snapshot, imports, search, row, events).pass();
    }

    private static Snapshot snapshot(Map<String, String> files) {
        List<SourceFile> sources =
                new TreeMap<>(files)
                        .entrySet().stream()
                                .map(e -> source(e.getKey(), e.getValue().getBytes(UTF_8)))
                                .toList();
        return new Snapshot("c0ffee", false, "tasks", sources, List.of());
    }

    private static SourceFile source(String path, byte[] bytes) {
        return new SourceFile(path, BlobId.of(bytes), bytes, null);
    }
}

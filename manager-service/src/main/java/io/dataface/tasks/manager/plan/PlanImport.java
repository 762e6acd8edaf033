package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.plan.FileRows.Stored;
import io.dataface.tasks.manager.plan.FileRows.Written;
import io.dataface.tasks.manager.plan.KnownFile.Good;
import io.dataface.tasks.manager.plan.source.Snapshot;
import io.dataface.tasks.manager.plan.source.SourceFile;
import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.Problem;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes one snapshot to the registry: what differs from what is there, and nothing else. The
/// number of statements does not depend on the size of the plan, but for one per 1,000 rows.
@Component
class PlanImport {
    private final PlanRow row;
    private final FileRows files;
    private final PlannedTasks tasks;
    private final DependencyRows dependencies;
    private final ProblemRows problems;
    private final ApplicationEventPublisher events;

    PlanImport(
            PlanRow row,
            FileRows files,
            PlannedTasks tasks,
            DependencyRows dependencies,
            ProblemRows problems,
            ApplicationEventPublisher events) {
        this.row = row;
        this.files = files;
        this.tasks = tasks;
        this.dependencies = dependencies;
        this.problems = problems;
        this.events = events;
    }

    /// The registry has other contents than this manager believed, so that it must read them
    /// all
    /// again.
    static final class ForgottenException extends RuntimeException {}

    /// @param changed whether the registry says something new
    /// @param revision that it has now
    record Outcome(boolean changed, long revision) {}

    /// @param known every file of the snapshot; last good states are added to it
    /// @param title configured title, or empty for the plan's own
    @Transactional
    Outcome run(String plan, String title, Snapshot snapshot, Map<String, KnownFile> known) {
        row.lock(plan);
        Map<String, Stored> stored = files.all(plan);
        seekGood(plan, known, stored);
        Plan parsed = Plan.of(known.values().stream().map(KnownFile::effective).toList());
        boolean filesChanged = files(plan, snapshot, known, stored, parsed);
        Set<String> changed = tasks(plan, parsed, known);
        boolean any = filesChanged || !changed.isEmpty();
        if (any) {
            problems.replace(plan, withLeftOut(parsed, snapshot));
        }
        String shown = title.isEmpty() ? Storable.text(parsed.site().siteName()) : title;
        if (row.taken(plan, snapshot, shown, any) || any) {
            events.publishEvent(RegistryChanged.plan(plan, changed, filesChanged));
        }
        return new Outcome(any, row.revision(plan));
    }

    private void seekGood(String plan, Map<String, KnownFile> known, Map<String, Stored> stored) {
        List<String> sought =
                known.entrySet().stream()
                        .filter(e -> e.getValue().broken() && !e.getValue().goodSought())
                        .map(Map.Entry::getKey)
                        .filter(stored::containsKey)
                        .toList();
        Map<String, Good> found = files.good(plan, sought);
        sought.forEach(path -> known.computeIfPresent(path, (_, k) -> k.withGood(found.get(path))));
    }

    private boolean files(
            String plan,
            Snapshot snapshot,
            Map<String, KnownFile> known,
            Map<String, Stored> stored,
            Plan parsed) {
        Map<String, Problem> worst = new HashMap<>();
        parsed.problems().stream()
                .filter(Problem::isError)
                .forEach(p -> worst.putIfAbsent(p.path(), p));
        List<Written> written = new ArrayList<>();
        List<Written> described = new ArrayList<>();
        Set<String> vanished = new TreeSet<>(stored.keySet());
        for (SourceFile file : snapshot.files()) {
            KnownFile read = known.get(file.path());
            if (read == null) {
                throw new ForgottenException();
            }
            Stored wanted = Stored.of(file, read, worst.get(file.path()));
            Stored present = stored.get(file.path());
            vanished.remove(file.path());
            if (present == null || !present.blob().equals(file.blob())) {
                if (file.bytes() == null) {
                    throw new ForgottenException();
                }
                written.add(new Written(wanted, file, read.good()));
            } else if (!present.equals(wanted)) {
                described.add(new Written(wanted, file, read.good()));
            }
        }
        files.write(plan, written);
        files.describe(plan, described);
        if (!vanished.isEmpty()) {
            files.delete(plan, vanished);
        }
        return !written.isEmpty() || !described.isEmpty() || !vanished.isEmpty();
    }

    /// Answers the ids of the tasks that changed.
    private Set<String> tasks(String plan, Plan parsed, Map<String, KnownFile> known) {
        Map<String, PlannedTasks.Stored> stored = tasks.all(plan);
        Map<String, TaskState> wanted = new LinkedHashMap<>();
        for (TaskPage page : parsed.tasks()) {
            KnownFile file = known.get(page.path());
            if (file != null) {
                wanted.put(page.id(), TaskState.of(parsed, page, file.textHash(), file.broken()));
            }
        }
        List<TaskState> added = new ArrayList<>();
        List<TaskState> updated = new ArrayList<>();
        Map<String, Long> keys = new HashMap<>();
        stored.forEach((id, s) -> keys.put(id, s.key()));
        for (TaskState state : wanted.values()) {
            PlannedTasks.Stored present = stored.get(state.id());
            if (present == null) {
                added.add(state);
            } else if (present.gone() || !present.state().equals(state)) {
                updated.add(state);
            }
        }
        List<String> gone =
                stored.values().stream()
                        .filter(s -> !s.gone() && !wanted.containsKey(s.state().id()))
                        .map(s -> s.state().id())
                        .toList();
        Set<String> changed = write(plan, added, updated, gone, keys);
        changed.addAll(dependencies(plan, parsed, keys));
        return changed;
    }

    private Set<String> write(
            String plan,
            List<TaskState> added,
            List<TaskState> updated,
            List<String> gone,
            Map<String, Long> keys) {
        Set<String> changed = new HashSet<>(gone);
        updated.forEach(t -> changed.add(t.id()));
        if (!changed.isEmpty()) {
            tasks.lock(changed.stream().map(id -> keys.getOrDefault(id, 0L)).toList());
        }
        tasks.update(plan, updated);
        if (!gone.isEmpty()) {
            tasks.bury(gone.stream().map(id -> keys.getOrDefault(id, 0L)).toList());
        }
        keys.putAll(tasks.add(plan, added));
        added.forEach(t -> changed.add(t.id()));
        return changed;
    }

    private Set<String> dependencies(String plan, Plan parsed, Map<String, Long> keys) {
        Set<Long> changed =
                dependencies.replace(dependencies.all(plan), DependencyRows.of(parsed, keys));
        Set<String> ids = new HashSet<>();
        keys.forEach(
                (id, key) -> {
                    if (changed.contains(key)) {
                        ids.add(id);
                    }
                });
        return ids;
    }

    private static List<Problem> withLeftOut(Plan parsed, Snapshot snapshot) {
        List<Problem> all = new ArrayList<>(parsed.problems());
        for (var file : snapshot.left()) {
            all.add(
                    new Problem(
                            file.path(),
                            1,
                            1,
                            "file-left-out",
                            Problem.Severity.WARNING,
                            "This file is not taken in: " + file.reason() + ".",
                            "Make it a regular file of the plan, or remove it."));
        }
        return all;
    }
}

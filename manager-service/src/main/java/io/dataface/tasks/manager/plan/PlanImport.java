package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.plan.DependencyRows.Edge;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes one snapshot to the registry: what differs from what is there, and nothing else. The
/// number of statements does not depend on the size of the plan, but for one per 1,000 rows.
@Component
class PlanImport {

    private static final Set<String> DUPLICATES = Set.of("task-id-duplicate", "slug-duplicate");

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

    /// The registry has other contents than this manager believed, so that it must read them all
    /// again.
    static final class ForgottenException extends RuntimeException {}

    /// @param changed whether the registry says something new
    /// @param from the revision on which this follows
    /// @param rows what it holds now
    record Outcome(boolean changed, long from, HeldRows rows) {}

    private record Files(boolean changed, Map<String, Stored> rows) {}

    private record Tasks(
            Set<String> changed,
            Map<String, PlannedTasks.Stored> rows,
            Map<Long, List<Edge>> dependencies) {}

    /// @param known every file of the snapshot; last good states are added to it
    /// @param title configured title, or empty for the plan's own
    /// @param held what the registry held when this manager last looked; null: nothing is known
    @Transactional
    Outcome run(
            String plan,
            String title,
            Snapshot snapshot,
            Map<String, KnownFile> known,
            @Nullable HeldRows held) {
        row.lock(plan);
        HeldRows before = rows(plan, held);
        seekGood(plan, known, before.files());
        Plan parsed = Plan.of(known.values().stream().map(KnownFile::effective).toList());
        Files written = files(plan, snapshot, known, before.files(), parsed);
        Tasks planned = tasks(plan, parsed, known, before);
        Map<Problem, Integer> found =
                problems.replace(plan, withLeftOut(parsed, snapshot), before.problems());
        boolean files = written.changed() || !found.equals(before.problems());
        boolean any = files || !planned.changed().isEmpty();
        String shown = title.isEmpty() ? Storable.text(parsed.site().siteName()) : title;
        PlanRow.Taken taken = row.taken(plan, snapshot, shown, any);
        if (taken.news() || any) {
            events.publishEvent(RegistryChanged.plan(plan, planned.changed(), files));
        }
        return new Outcome(
                any,
                before.revision(),
                new HeldRows(
                        taken.revision(),
                        written.rows(),
                        planned.rows(),
                        planned.dependencies(),
                        found));
    }

    /// What the registry holds, read only where someone else wrote to it.
    private HeldRows rows(String plan, @Nullable HeldRows held) {
        long revision = row.revision(plan);
        return held != null && held.revision() == revision
                ? held
                : new HeldRows(
                        revision,
                        files.all(plan),
                        tasks.all(plan),
                        dependencies.all(plan),
                        problems.all(plan));
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

    private Files files(
            String plan,
            Snapshot snapshot,
            Map<String, KnownFile> known,
            Map<String, Stored> stored,
            Plan parsed) {
        Map<String, Problem> worst = new HashMap<>();
        parsed.problems().stream()
                .filter(p -> p.isError() && keepsFromReading(p, known.get(p.path())))
                .forEach(p -> worst.putIfAbsent(p.path(), p));
        List<Written> written = new ArrayList<>();
        List<Written> described = new ArrayList<>();
        Map<String, Stored> rows = new HashMap<>();
        for (SourceFile file : snapshot.files()) {
            KnownFile read = known.get(file.path());
            if (read == null) {
                throw new ForgottenException();
            }
            Stored wanted = Stored.of(file, read, worst.get(file.path()));
            Stored present = stored.get(file.path());
            rows.put(file.path(), wanted);
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
        List<String> vanished =
                stored.keySet().stream().filter(path -> !rows.containsKey(path)).sorted().toList();
        if (!vanished.isEmpty()) {
            files.delete(plan, vanished);
        }
        boolean changed = !written.isEmpty() || !described.isEmpty() || !vanished.isEmpty();
        return new Files(changed, rows);
    }

    /// Whether a file is no page of its own by this. What else is wrong, such as an owner whom
    /// nobody knows, is a problem of the plan alone: the page is shown.
    private static boolean keepsFromReading(Problem problem, @Nullable KnownFile file) {
        return (file != null && file.broken()) || DUPLICATES.contains(problem.rule());
    }

    private Tasks tasks(String plan, Plan parsed, Map<String, KnownFile> known, HeldRows before) {
        Map<String, PlannedTasks.Stored> stored = before.tasks();
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
        Map<String, PlannedTasks.Stored> rows = new HashMap<>();
        stored.forEach((id, s) -> rows.put(id, new PlannedTasks.Stored(s.key(), s.state(), true)));
        wanted.forEach(
                (id, state) ->
                        rows.put(
                                id,
                                new PlannedTasks.Stored(keys.getOrDefault(id, 0L), state, false)));
        Map<Long, List<Edge>> edges = DependencyRows.of(parsed, keys);
        changed.addAll(ids(dependencies.replace(before.dependencies(), edges), keys));
        Map<Long, List<Edge>> all = new HashMap<>(before.dependencies());
        all.putAll(edges);
        return new Tasks(changed, rows, all);
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

    private static Set<String> ids(Set<Long> chosen, Map<String, Long> keys) {
        Set<String> ids = new HashSet<>();
        keys.forEach(
                (id, key) -> {
                    if (chosen.contains(key)) {
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

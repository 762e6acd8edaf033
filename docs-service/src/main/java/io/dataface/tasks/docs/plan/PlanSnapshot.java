package io.dataface.tasks.docs.plan;

import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A plan at one revision, parsed.
public final class PlanSnapshot {

    private final PublishedPlan published;
    private final SortedMap<String, PublishedFile> files;
    private final Map<String, ParsedFile> parsed;
    private final Plan plan;
    private final Shape shape;
    private final Map<String, Object> made;

    /// Keeps what is made from a plan's shape alone.
    private static final class Shape {
        private final Map<String, Object> made = new ConcurrentHashMap<>();
    }

    /// @param before an earlier state of the plan, null where there is none
    PlanSnapshot(
            PublishedPlan published,
            SortedMap<String, PublishedFile> files,
            Map<String, ParsedFile> parsed,
            @Nullable PlanSnapshot before) {
        this.published = published;
        this.files = files;
        this.parsed = parsed;
        this.plan = Plan.of(parsed.values());
        this.shape = before != null && isShapedLike(before) ? before.shape : new Shape();
        this.made = new ConcurrentHashMap<>();
    }

    private PlanSnapshot(PublishedPlan published, PlanSnapshot same) {
        this.published = published;
        this.files = same.files;
        this.parsed = same.parsed;
        this.plan = same.plan;
        this.shape = Shapes.sameFacts(published, same.published) ? same.shape : new Shape();
        this.made = same.shape == this.shape ? same.made : new ConcurrentHashMap<>();
    }

    private boolean isShapedLike(PlanSnapshot before) {
        return Shapes.sameFacts(published, before.published)
                && files.keySet().equals(before.files.keySet())
                && files.keySet().stream()
                        .allMatch(path -> Shapes.same(parsed.get(path), before.parsed.get(path)));
    }

    /// These files where only facts about the plan as a whole are new.
    PlanSnapshot with(PublishedPlan now) {
        return now.equals(published) ? this : new PlanSnapshot(now, this);
    }

    /// Stands for all that a page shows of other files than its own: the same object as long as
    /// only texts changed, and nothing in them that other pages show or link to.
    public Object shape() {
        return shape;
    }

    /// The plan's facts at this revision.
    public PublishedPlan published() {
        return published;
    }

    public Plan plan() {
        return plan;
    }

    /// The page that a file gives, in its last good state.
    public Optional<PlanPage> findPage(String path) {
        return Optional.ofNullable(parsed.get(path)).map(ParsedFile::page);
    }

    public Optional<PublishedFile> findFile(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /// All files, by path.
    public List<PublishedFile> files() {
        return List.copyOf(files.values());
    }

    /// The files whose current bytes cannot be read.
    public List<PublishedFile> broken() {
        return files.values().stream().filter(file -> file.error() != null).toList();
    }

    /// Something made from this snapshot once and kept as long as it.
    public <T> T once(String key, Class<T> type, Function<PlanSnapshot, T> maker) {
        return once(made, key, type, maker);
    }

    /// Something that is the same for all snapshots of this shape, made from one of them.
    public <T> T onceForShape(String key, Class<T> type, Function<PlanSnapshot, T> maker) {
        return once(shape.made, key, type, maker);
    }

    private <T> T once(
            Map<String, Object> made, String key, Class<T> type, Function<PlanSnapshot, T> maker) {
        Object kept = made.get(key);
        if (kept == null) {
            kept = maker.apply(this);
            made.put(key, kept);
        }
        return type.cast(kept);
    }

    SortedMap<String, PublishedFile> byPath() {
        return files;
    }

    Map<String, ParsedFile> parsed() {
        return parsed;
    }
}

package io.dataface.tasks.model.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole plan, indexed: what refers to what, in which order, and what does not fit together.
public final class Plan {

    private Plan() {}

    /// Indexes the files; the order in which they come does not matter.
    public static Plan of(Collection<ParsedFile> files) {
        return new Plan();
    }

    /// The site's settings, with the name "Plan" and an empty nav where there are none.
    public SitePage site() {
        throw new UnsupportedOperationException();
    }

    /// All pages by path.
    public List<PlanPage> pages() {
        return List.of();
    }

    /// All tasks in listing order: priority, then title, then id. Of two with the same id, the
    /// first by path.
    public List<TaskPage> tasks() {
        return List.of();
    }

    /// The milestones in the order of the nav, then by title.
    public List<MilestonePage> milestones() {
        return List.of();
    }

    /// The workstreams in the order of the nav, then by title.
    public List<WorkstreamPage> workstreams() {
        return List.of();
    }

    /// The initiatives by title.
    public List<InitiativePage> initiatives() {
        return List.of();
    }

    /// The people by slug.
    public List<PersonPage> people() {
        return List.of();
    }

    /// The roles by slug.
    public List<RolePage> roles() {
        return List.of();
    }

    /// A page by file path, page address or URL.
    public Optional<PlanPage> findPage(String reference) {
        return Optional.empty();
    }

    /// A task by id, slug, file path, page address or URL; nothing where a slug is not unique.
    public Optional<TaskPage> findTask(String reference) {
        return Optional.empty();
    }

    /// All tasks that the reference may mean; more than one only for a slug that several
    /// workstreams use.
    public List<TaskPage> findTasks(String reference) {
        return List.of();
    }

    /// Ids and slugs that look like the reference, the nearest first, at most three.
    public List<String> nearestTasks(String reference) {
        return List.of();
    }

    public Optional<MilestonePage> findMilestone(String slug) {
        return Optional.empty();
    }

    /// A workstream by slug or folder.
    public Optional<WorkstreamPage> findWorkstream(String slug) {
        return Optional.empty();
    }

    /// The initiative of a task: by slug, one of the task's own workstream first.
    public Optional<InitiativePage> findInitiative(TaskPage task) {
        return Optional.empty();
    }

    /// Whom an owner as written stands for.
    public Owner resolveOwner(@Nullable String raw) {
        return new Owner.Missing();
    }

    /// What the task waits for.
    public Dependencies dependencies(TaskPage task) {
        return new Dependencies(List.of(), List.of(), false);
    }

    /// The tasks that wait for this one directly.
    public List<TaskPage> dependents(TaskPage task) {
        return List.of();
    }

    /// Each group of tasks that wait for one another in a circle, in the order of their ids.
    public List<List<TaskPage>> cycles() {
        return List.of();
    }

    /// The tasks of a workstream by milestone.
    public Listing listing(WorkstreamPage workstream) {
        return new Listing(List.of());
    }

    /// The tasks of a milestone by workstream.
    public Listing listing(MilestonePage milestone) {
        return new Listing(List.of());
    }

    /// The problems of all files and those between them, by path and line.
    public List<Problem> problems() {
        return List.of();
    }
}

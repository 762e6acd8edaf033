package io.dataface.tasks.model.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole plan, indexed: what refers to what, in which order, and what does not fit together.
public final class Plan {

    private final Pages pages;
    private final Team team;
    private final TaskIndex tasks;
    private final DependencyGraph dependencies;
    private final Listings listings;
    private final Map<String, WorkstreamPage> workstreamsByFolder = new HashMap<>();
    private final Map<String, InitiativePage> initiatives = new HashMap<>();
    private final Problems found = new Problems();
    private @Nullable List<Problem> problems;

    private Plan(Collection<ParsedFile> files) {
        files.forEach(file -> found.addAll(file.problems()));
        pages = new Pages(files, found);
        team = new Team(pages, found);
        tasks = new TaskIndex(pages);
        dependencies = new DependencyGraph(tasks, found);
        pages.workstreams.values().forEach(w -> workstreamsByFolder.put(w.folder(), w));
        for (InitiativePage initiative : pages.initiatives) {
            initiatives.putIfAbsent(initiative.workstream() + "/" + initiative.slug(), initiative);
            initiatives.putIfAbsent(initiative.slug(), initiative);
        }
        listings = new Listings(this);
    }

    /// Indexes the files; the order in which they come does not matter.
    public static Plan of(Collection<ParsedFile> files) {
        return new Plan(files);
    }

    /// The site's settings, with the name "Plan" and an empty nav where there are none.
    public SitePage site() {
        return pages.site;
    }

    /// All pages by path.
    public List<PlanPage> pages() {
        return pages.all();
    }

    /// All tasks in listing order: priority, then title, then id. Of two with the same id, the
    /// first
    /// by path.
    public List<TaskPage> tasks() {
        return tasks.ordered();
    }

    /// The milestones in the order of the nav, then by title.
    public List<MilestonePage> milestones() {
        return List.copyOf(pages.milestones.values());
    }

    /// The workstreams in the order of the nav, then by title.
    public List<WorkstreamPage> workstreams() {
        return List.copyOf(pages.workstreams.values());
    }

    /// The initiatives by title.
    public List<InitiativePage> initiatives() {
        return pages.initiatives;
    }

    /// The people by slug.
    public List<PersonPage> people() {
        return List.copyOf(pages.people.values());
    }

    /// The roles by slug.
    public List<RolePage> roles() {
        return List.copyOf(pages.roles.values());
    }

    /// A page by file path, page address or URL.
    public Optional<PlanPage> findPage(String reference) {
        return Optional.ofNullable(pages.at(PagePaths.normalise(reference)));
    }

    /// The page that `include(path)` on `from` means: beside that page, else from the plan's root.
    /// A path that leads out of the plan means nothing.
    public Optional<PlanPage> findInclude(PlanPage from, String path) {
        String folder = from.path().substring(0, from.path().lastIndexOf('/') + 1);
        return PagePaths.findResolved(folder + path)
                .map(pages::file)
                .or(() -> PagePaths.findResolved(path).map(pages::file));
    }

    /// A task by id, slug, file path, page address or URL; nothing where a slug is not unique.
    public Optional<TaskPage> findTask(String reference) {
        List<TaskPage> found = tasks.find(reference);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// All tasks that the reference may mean; more than one only for a slug that several
    /// workstreams use.
    public List<TaskPage> findTasks(String reference) {
        return tasks.find(reference);
    }

    /// Slugs, else ids, that look like the reference, the nearest first, at most three.
    public List<String> nearestTasks(String reference) {
        return tasks.nearest(reference);
    }

    /// A milestone by slug.
    public Optional<MilestonePage> findMilestone(String slug) {
        return Optional.ofNullable(pages.milestones.get(slug));
    }

    /// A workstream by folder or slug.
    public Optional<WorkstreamPage> findWorkstream(String name) {
        WorkstreamPage byFolder = workstreamsByFolder.get(name);
        return Optional.ofNullable(byFolder == null ? pages.workstreams.get(name) : byFolder);
    }

    /// The initiative of a task: by slug, one of the task's own workstream first.
    public Optional<InitiativePage> findInitiative(TaskPage task) {
        String slug = task.initiative();
        if (slug == null) {
            return Optional.empty();
        }
        InitiativePage own = initiatives.get(task.workstream() + "/" + slug);
        return Optional.ofNullable(own == null ? initiatives.get(slug) : own);
    }

    /// Whom an owner as written stands for.
    public Owner resolveOwner(@Nullable String raw) {
        return team.resolve(raw);
    }

    /// What the task waits for.
    public Dependencies dependencies(TaskPage task) {
        return dependencies.of(task);
    }

    /// The tasks that wait for this one directly, in listing order.
    public List<TaskPage> dependents(TaskPage task) {
        return dependencies.dependents(task);
    }

    /// Each group of tasks that wait for one another in a circle, in the order of their ids.
    public List<List<TaskPage>> cycles() {
        return dependencies.cycles();
    }

    /// The tasks of a workstream by milestone.
    public Listing listing(WorkstreamPage workstream) {
        return listings.of(workstream);
    }

    /// The tasks of a milestone by workstream.
    public Listing listing(MilestonePage milestone) {
        return listings.of(milestone);
    }

    /// The problems of all files and those between them, by path and line.
    public synchronized List<Problem> problems() {
        List<Problem> sorted = problems;
        if (sorted == null) {
            // Not before: who shows pages does not ask.
            new Links(this, found).check();
            sorted = found.sorted();
            problems = sorted;
        }
        return sorted;
    }
}

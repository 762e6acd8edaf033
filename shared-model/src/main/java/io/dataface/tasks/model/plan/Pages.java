package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The pages of a plan by kind and name; of two with the same name the first by path counts.
final class Pages {

    private final List<PlanPage> all;
    private final Problems problems;
    final SitePage site;
    final SequencedMap<String, TaskPage> tasks;
    final SequencedMap<String, MilestonePage> milestones;
    final SequencedMap<String, WorkstreamPage> workstreams;
    final SequencedMap<String, PersonPage> people;
    final SequencedMap<String, RolePage> roles;
    final List<InitiativePage> initiatives;
    private final Map<String, PlanPage> bySitePath = new HashMap<>();
    private final Map<String, PlanPage> byPath = new HashMap<>();

    Pages(Collection<ParsedFile> files, Problems problems) {
        this.problems = problems;
        this.all = pages(files);
        all.forEach(page -> bySitePath.putIfAbsent(page.sitePath(), page));
        all.forEach(page -> byPath.put(page.path(), page));
        this.site = of(SitePage.class).stream().findFirst().orElseGet(Pages::nameless);
        Map<String, Integer> nav = navOrder(site);
        Comparator<PlanPage> byNav =
                Comparator.comparing(
                        (PlanPage p) -> nav.getOrDefault(p.sitePath(), Integer.MAX_VALUE));
        Comparator<PlanPage> shown = byNav.thenComparing(TitleOrder.BY_TITLE);
        this.tasks = index(TaskPage.class, "id", null);
        this.milestones = index(MilestonePage.class, "slug", shown);
        this.workstreams = index(WorkstreamPage.class, "slug", shown);
        this.people = index(PersonPage.class, "slug", Comparator.comparing(Pages::name));
        this.roles = index(RolePage.class, "slug", Comparator.comparing(Pages::name));
        this.initiatives = of(InitiativePage.class).stream().sorted(TitleOrder.BY_TITLE).toList();
    }

    List<PlanPage> all() {
        return all;
    }

    @Nullable PlanPage at(String sitePath) {
        return bySitePath.get(sitePath);
    }

    @Nullable PlanPage file(String path) {
        return byPath.get(path);
    }

    private static List<PlanPage> pages(Collection<ParsedFile> files) {
        List<PlanPage> pages = new ArrayList<>();
        for (ParsedFile file : files) {
            if (file.page() != null) {
                pages.add(file.page());
            }
        }
        pages.sort(Comparator.comparing(PlanPage::path));
        return List.copyOf(pages);
    }

    private <T extends PlanPage> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T extends PlanPage> SequencedMap<String, T> index(
            Class<T> kind, String field, @Nullable Comparator<PlanPage> shown) {
        Map<String, T> first = new HashMap<>();
        List<T> kept = new ArrayList<>();
        for (T page : of(kind)) {
            T earlier = first.putIfAbsent(name(page), page);
            if (earlier == null) {
                kept.add(page);
                continue;
            }
            String what = page instanceof TaskPage ? "task-id-duplicate" : "slug-duplicate";
            problems.error(
                    page,
                    field,
                    what,
                    "\"%s\" is the %s of %s already.".formatted(name(page), field, earlier.path()),
                    "Give one of the two another " + field + ".");
        }
        if (shown != null) {
            kept.sort(shown);
        }
        SequencedMap<String, T> index = new LinkedHashMap<>();
        kept.forEach(page -> index.put(name(page), page));
        return index;
    }

    /// The name by which other pages refer to a page.
    static String name(PlanPage page) {
        return switch (page) {
            case TaskPage task -> task.id();
            case MilestonePage milestone -> milestone.slug();
            case WorkstreamPage workstream -> workstream.slug();
            case InitiativePage initiative -> initiative.slug();
            case PersonPage person -> person.slug();
            case RolePage role -> role.slug();
            case FreePage _, SitePage _ -> page.path();
        };
    }

    private static SitePage nameless() {
        PageText text =
                PageText.of(
                        "mkdocs.yml",
                        SiteReader.DEFAULT_NAME,
                        "",
                        1,
                        SourceMarks.NONE,
                        Sections.NONE);
        return new SitePage(text, SiteReader.DEFAULT_NAME, List.of(), new LinkedHashMap<>());
    }

    private static Map<String, Integer> navOrder(SitePage site) {
        Map<String, Integer> places = new HashMap<>();
        site.pages().forEach(path -> places.putIfAbsent(PagePaths.sitePath(path), places.size()));
        return places;
    }
}

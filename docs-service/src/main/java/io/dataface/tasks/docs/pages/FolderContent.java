package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.FreePage;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.SitePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What lies in a folder of pages; of the plan's root and of the team, also what lies one folder
/// further down.
///
/// @param pages that are listed by their kind, in the plan's own order
/// @param links to the other pages and to the folders in it
record FolderContent(List<PlanPage> pages, List<Fact.Part> links) {

    private static final Set<String> OPEN = Set.of("", "team/");
    private static final Set<String> OPENED =
            Set.of("milestones/", "workstreams/", "team/people/", "team/roles/");

    private static final Set<Class<?>> ORDERED =
            Set.of(MilestonePage.class, WorkstreamPage.class, TaskPage.class, SitePage.class);

    FolderContent {
        pages = List.copyOf(pages);
        links = List.copyOf(links);
    }

    static FolderContent of(PlanSnapshot snapshot, String site) {
        List<PlanPage> pages = new ArrayList<>();
        List<Fact.Part> links = new ArrayList<>();
        Set<String> folders = new TreeSet<>();
        for (PlanPage page : inOrder(snapshot)) {
            String folder = folderOf(page.sitePath());
            if (!page.sitePath().startsWith(site) || page.sitePath().equals(site)) {
                continue;
            }
            boolean opened = OPEN.contains(site) && OPENED.contains(folder);
            if (folder.equals(site) || opened) {
                if (page instanceof FreePage) {
                    links.add(new Fact.Part(page.title(), Urls.of(page)));
                } else {
                    pages.add(page);
                }
            } else {
                int end = page.sitePath().indexOf('/', site.length());
                folders.add(page.sitePath().substring(0, end + 1));
            }
        }
        folders.stream()
                .filter(Site.of(snapshot)::isFolder)
                .filter(folder -> !OPEN.contains(site) || !isOpened(folder))
                .forEach(
                        folder ->
                                links.add(new Fact.Part(Titles.ofFolder(folder), Urls.at(folder))));
        return new FolderContent(pages, links);
    }

    private static boolean isOpened(String folder) {
        return OPENED.stream().anyMatch(opened -> opened.startsWith(folder));
    }

    private static List<PlanPage> inOrder(PlanSnapshot snapshot) {
        List<PlanPage> pages = new ArrayList<>();
        pages.addAll(snapshot.plan().milestones());
        pages.addAll(snapshot.plan().workstreams());
        pages.addAll(snapshot.plan().tasks());
        snapshot.plan().pages().stream()
                .filter(page -> !ORDERED.contains(page.getClass()))
                .sorted(Comparator.comparing(PlanPage::title))
                .forEach(pages::add);
        return pages;
    }

    private static String folderOf(String site) {
        return site.substring(0, site.lastIndexOf('/', site.length() - 2) + 1);
    }

    /// The pages of a kind.
    <T extends PlanPage> List<T> pages(Class<T> kind) {
        return pages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

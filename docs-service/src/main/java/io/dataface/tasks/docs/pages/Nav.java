package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.SitePage.NavEntry;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The left navigation: what `mkdocs.yml` lists, and below "Other" what it forgets. A plan without
/// a nav gets one by its folders.
record Nav(List<NavNode> nodes) {

    static Nav of(PlanSnapshot snapshot) {
        return snapshot.onceForShape("nav", Nav.class, s -> new Maker(s).make());
    }

    private static final class Maker {
        // Whole workstreams first: what belongs to them is listed with them.
        private static final List<Class<? extends PlanPage>> LISTED_FIRST =
                List.of(WorkstreamPage.class, InitiativePage.class, PlanPage.class);

        private final Plan plan;
        private final PlanSnapshot snapshot;
        private final Set<String> listed = new HashSet<>();

        Maker(PlanSnapshot snapshot) {
            this.snapshot = snapshot;
            this.plan = snapshot.plan();
        }

        Nav make() {
            List<NavNode> nodes = new ArrayList<>();
            nodes.add(new NavNode("", "Overview", Urls.ROOT, List.of()));
            plan.site().nav().stream()
                    .map(entry -> node("", entry))
                    .filter(node -> !Urls.ROOT.equals(node.href()))
                    .forEach(nodes::add);
            if (plan.site().nav().isEmpty()) {
                section(nodes, "Milestones", plan.milestones());
                section(nodes, "Workstreams", plan.workstreams());
                section(
                        nodes,
                        "Team",
                        Stream.concat(plan.people().stream(), plan.roles().stream()).toList());
                tree(nodes, "Guidebook", "guidebook/", unlisted("guidebook/"));
            }
            tree(nodes, "Other", "", unlisted(""));
            return new Nav(nodes);
        }

        private NavNode node(String above, NavEntry entry) {
            String target = entry.target();
            if (target == null) {
                String title = entry.title() == null ? "" : entry.title();
                String key = above + "/" + title;
                return heading(
                        key, title, entry.children().stream().map(c -> node(key, c)).toList());
            }
            String title = entry.title();
            return snapshot.findPage(target)
                    .map(page -> node(page, title == null ? page.title() : title))
                    .orElseGet(() -> elsewhere(title == null ? target : title, target));
        }

        private NavNode elsewhere(String title, String target) {
            boolean link = target.startsWith("https://") || target.startsWith("http://");
            String href = link ? target : Urls.of(snapshot, target);
            boolean there = link || snapshot.findFile(target).isPresent();
            return new NavNode("", title, href, List.of(), !there);
        }

        private static NavNode heading(String key, String title, List<NavNode> children) {
            return new NavNode(key, title, null, children);
        }

        private NavNode node(PlanPage page, String title) {
            listed.add(page.path());
            List<NavNode> below =
                    switch (page) {
                        case WorkstreamPage workstream -> parts(workstream);
                        case InitiativePage initiative -> subPages(initiative);
                        default -> List.of();
                    };
            return new NavNode("", title, Urls.of(page), below);
        }

        private List<NavNode> parts(WorkstreamPage workstream) {
            List<NavNode> initiatives =
                    plan.initiatives().stream()
                            .filter(page -> page.workstream().equals(workstream.folder()))
                            .map(page -> node(page, page.title()))
                            .toList();
            List<NavNode> parts = new ArrayList<>();
            folder(parts, "Initiatives", workstream.sitePath() + "initiatives/", initiatives);
            folder(parts, "Tasks", workstream.sitePath() + "tasks/", List.of());
            return parts;
        }

        private void folder(
                List<NavNode> parts, String title, String site, List<NavNode> children) {
            if (Site.of(snapshot).isFolder(site)) {
                parts.add(new NavNode("", title, Urls.at(site), children));
            } else {
                parts.addAll(children);
            }
        }

        private List<NavNode> subPages(InitiativePage initiative) {
            return Ownership.subPages(plan, initiative).stream()
                    .map(page -> node(page, page.title()))
                    .toList();
        }

        private List<PlanPage> unlisted(String below) {
            return plan.pages().stream()
                    .filter(page -> page.path().endsWith(".md") && !page.sitePath().isEmpty())
                    .filter(
                            page ->
                                    !(page instanceof TaskPage)
                                            && page.sitePath().startsWith(below))
                    .filter(page -> !listed.contains(page.path()))
                    .toList();
        }

        private void section(List<NavNode> nodes, String title, List<? extends PlanPage> pages) {
            if (!pages.isEmpty()) {
                nodes.add(
                        heading(
                                "/" + title,
                                title,
                                pages.stream().map(page -> node(page, page.title())).toList()));
            }
        }

        private void tree(List<NavNode> nodes, String title, String root, List<PlanPage> pages) {
            NavTree tree = new NavTree(Site.of(snapshot), root);
            for (Class<?> kind : LISTED_FIRST) {
                for (PlanPage page : pages) {
                    if (kind.isInstance(page) && !listed.contains(page.path())) {
                        tree.add(page.sitePath(), node(page, page.title()));
                    }
                }
            }
            if (!tree.isEmpty()) {
                nodes.add(heading("/" + title, title, tree.nodes()));
            }
        }
    }
}

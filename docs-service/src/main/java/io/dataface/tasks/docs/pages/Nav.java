package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.FreePage;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.SitePage.NavEntry;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The left navigation: what `mkdocs.yml` lists, and behind it what it does not.
record Nav(List<NavNode> nodes) {

    static Nav of(PlanSnapshot snapshot) {
        return snapshot.once("nav", Nav.class, s -> new Maker(s).make());
    }

    private static final class Maker {
        private final Plan plan;
        private final PlanSnapshot snapshot;
        private final Set<String> listed = new HashSet<>();

        Maker(PlanSnapshot snapshot) {
            this.snapshot = snapshot;
            this.plan = snapshot.plan();
        }

        Nav make() {
            List<NavNode> nodes = new ArrayList<>();
            nodes.add(new NavNode("Overview", "/", List.of()));
            plan.site().nav().stream().map(this::node).filter(this::isNotHome).forEach(nodes::add);
            complete(nodes, "Milestones", plan.milestones());
            complete(nodes, "Workstreams", plan.workstreams());
            complete(
                    nodes,
                    "Team",
                    Stream.concat(plan.people().stream(), plan.roles().stream()).toList());
            complete(nodes, "Guidebook", free(path -> path.startsWith("guidebook/")));
            complete(
                    nodes,
                    "More",
                    free(
                            path ->
                                    !path.startsWith("guidebook/")
                                            && !path.contains("/initiatives/")));
            return new Nav(nodes);
        }

        private boolean isNotHome(NavNode node) {
            return !"/".equals(node.href());
        }

        private NavNode node(NavEntry entry) {
            List<NavNode> children = entry.children().stream().map(this::node).toList();
            String target = entry.target();
            if (target == null) {
                String title = entry.title();
                return new NavNode(title == null ? "" : title, null, children);
            }
            return snapshot.findPage(target)
                    .map(page -> node(page, entry.title() == null ? page.title() : entry.title()))
                    .orElseGet(
                            () ->
                                    elsewhere(
                                            entry.title() == null ? target : entry.title(),
                                            target));
        }

        private static NavNode elsewhere(String title, String target) {
            boolean link = target.startsWith("https://") || target.startsWith("http://");
            return new NavNode(title, link ? target : Urls.ofPath(target), List.of());
        }

        private NavNode node(PlanPage page, String title) {
            listed.add(page.path());
            List<NavNode> below =
                    page instanceof WorkstreamPage workstream ? initiatives(workstream) : List.of();
            return new NavNode(title, Urls.of(page), below);
        }

        private List<NavNode> initiatives(WorkstreamPage workstream) {
            return plan.initiatives().stream()
                    .filter(page -> page.workstream().equals(workstream.folder()))
                    .map((InitiativePage page) -> node(page, page.title()))
                    .toList();
        }

        private List<PlanPage> free(Predicate<String> paths) {
            return plan.pages().stream()
                    .filter(page -> page instanceof FreePage && !Urls.of(page).equals("/"))
                    .filter(page -> paths.test(page.path()))
                    .toList();
        }

        private void complete(List<NavNode> nodes, String heading, List<? extends PlanPage> pages) {
            List<NavNode> missing =
                    pages.stream()
                            .filter(page -> !listed.contains(page.path()))
                            .map(page -> node(page, page.title()))
                            .toList();
            if (missing.isEmpty()) {
                return;
            }
            for (int i = 0; i < nodes.size(); i++) {
                NavNode node = nodes.get(i);
                if (node.href() == null && node.title().equalsIgnoreCase(heading)) {
                    List<NavNode> all = new ArrayList<>(node.children());
                    all.addAll(missing);
                    nodes.set(i, new NavNode(node.title(), null, all));
                    return;
                }
            }
            nodes.add(new NavNode(heading, null, missing));
        }
    }
}

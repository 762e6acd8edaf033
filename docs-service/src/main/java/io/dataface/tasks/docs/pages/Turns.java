package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// In which order pages are read: as the navigation lists them; a workstream's tasks as it does.
final class Turns {

    private final Map<String, Turn> byAddress = new HashMap<>();

    private Turns(PlanSnapshot snapshot) {
        Map<String, Fact.Part> pages = new LinkedHashMap<>();
        collect(Nav.of(snapshot).nodes(), pages);
        put(List.copyOf(pages.values()));
        for (WorkstreamPage workstream : snapshot.plan().workstreams()) {
            put(
                    snapshot.plan().listing(workstream).tasks().stream()
                            .map((TaskPage task) -> new Fact.Part(task.title(), Urls.of(task)))
                            .toList());
        }
    }

    static Turns of(PlanSnapshot snapshot) {
        return snapshot.onceForShape("turns", Turns.class, Turns::new);
    }

    /// The pages around the one at an address.
    Turn around(String address) {
        return byAddress.getOrDefault(address, Turn.NONE);
    }

    private static void collect(List<NavNode> nodes, Map<String, Fact.Part> pages) {
        for (NavNode node : nodes) {
            String href = node.href();
            if (href != null && href.startsWith(Urls.ROOT) && !node.lost()) {
                pages.putIfAbsent(href, new Fact.Part(node.title(), href));
            }
            collect(node.children(), pages);
        }
    }

    private void put(List<Fact.Part> pages) {
        List<Fact.Part> around = new ArrayList<>(pages);
        for (int i = 0; i < around.size(); i++) {
            byAddress.put(
                    String.valueOf(around.get(i).href()),
                    new Turn(
                            i == 0 ? null : around.get(i - 1),
                            i == around.size() - 1 ? null : around.get(i + 1)));
        }
    }
}

package io.dataface.tasks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementCountIntegrationTests {

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/docs/workstreams/ws/",
                    "/docs/milestones/m1/",
                    "/docs/workstreams/ws/tasks/t1/",
                    "/docs/team/people/ada/",
                    "/docs/workstreams/ws/tasks/",
                    "/docs/team/",
                    "/browse/tasks/",
                    "/browse/tasks/team/people/ada.md",
                    "/docs/nothing-of-the-kind/",
                    "/status",
                    "/workers");

    @Test
    void aPageCostsTheSameStatementsWhateverTheSizeOfThePlan() {
        try (PlanDatabase database = new PlanDatabase()) {
            Map<String, Integer> small = statements(database, "small", 10);
            Map<String, Integer> large = statements(database, "large", 300);

            assertThat(large).isEqualTo(small);
            assertThat(large.get("/docs/workstreams/ws/")).isEqualTo(2);
        }
    }

    private static Map<String, Integer> statements(
            PlanDatabase database, String planId, int tasks) {
        database.loadTexts(planId, plan(tasks));
        for (int i = 0; i < tasks; i += 2) {
            database.queue(planId, "WS-T" + i);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        try (RunningDocs docs = new RunningDocs(database, planId, StatementCount.class)) {
            PAGES.forEach(docs::get);
            for (String page : PAGES) {
                int expected = page.contains("nothing") ? 404 : 200;
                counts.put(
                        page,
                        StatementCount.of(
                                () ->
                                        assertThat(docs.get(page).statusCode())
                                                .as(page)
                                                .isEqualTo(expected)));
            }
        }
        return counts;
    }

    private static Map<String, String> plan(int tasks) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("milestones/m1.md", "---\ntitle: One\n---\n");
        files.put("team/people/ada.md", "---\nname: Ada\n---\n");
        files.put("workstreams/ws/index.md", "---\ntitle: WS\nmilestones: {m1: All of it.}\n---\n");
        for (int i = 0; i < tasks; i++) {
            files.put(
                    "workstreams/ws/tasks/t" + i + ".md",
                    "---\ntitle: Task %d\nmilestone: m1\nowner: ada\n---\n\n## Problem\n\nText.\n"
                            .formatted(i));
        }
        return files;
    }
}

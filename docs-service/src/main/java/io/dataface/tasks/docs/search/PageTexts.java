package io.dataface.tasks.docs.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.run.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Texts of pages that were found lately, of which snippets are made; no more than a given weight.
@Component
class PageTexts {

    /// Characters of all that are kept.
    private static final long MOST = 16_000_000;

    private final JdbcClient db;
    private final PlanSettings plan;
    private final Cache<Key, PageText> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST)
                    .weigher((Key _, PageText text) -> text.weight())
                    .build();

    private record Key(String path, String version) {}

    PageTexts(JdbcClient db, PlanSettings plan) {
        this.db = db;
        this.plan = plan;
    }

    /// The texts by path; those that are not kept are read in one statement.
    Map<String, PageText> of(List<FoundPage> pages) {
        Map<String, PageText> texts = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (FoundPage page : pages) {
            PageText text = kept.getIfPresent(new Key(page.path(), page.version()));
            if (text == null) {
                missing.add(page.path());
            } else {
                texts.put(page.path(), text);
            }
        }
        if (!missing.isEmpty()) {
            read(missing, texts);
        }
        return texts;
    }

    private void read(List<String> paths, Map<String, PageText> texts) {
        db.sql(
                        """
                        select path, version, left(text, 20000) as text, headings from published.search_page
                        where plan_id = :plan and path = any(:paths) and text is not null
                        """)
                .param("plan", plan.planId())
                .param("paths", paths.toArray(String[]::new))
                .query(
                        row -> {
                            String path = row.getString("path");
                            PageText text =
                                    PageText.of(
                                            row.getString("text"), Columns.texts(row, "headings"));
                            kept.put(new Key(path, row.getString("version")), text);
                            texts.put(path, text);
                        });
    }
}

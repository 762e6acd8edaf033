package io.dataface.tasks.docs.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.model.markdown.LinkIndex;
import io.dataface.tasks.model.plan.PlanLinks;
import io.dataface.tasks.model.plan.PlanPage;
import org.springframework.stereotype.Component;

/// The links and anchors of pages, read once a content.
@Component
class LinkIndexes {

    /// Bytes, roughly.
    private static final long MOST_WEIGHT = 16_000_000;

    private static final int WEIGHT_OF_ONE = 150;

    private final Cache<String, LinkIndex> byContent =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_WEIGHT)
                    .<String, LinkIndex>weigher(
                            (_, index) ->
                                    WEIGHT_OF_ONE
                                            * (2
                                                    + index.anchors().size()
                                                    + index.references().size()))
                    .build();

    /// The index of a page in the state that the snapshot shows.
    LinkIndex of(PlanSnapshot snapshot, PlanPage page) {
        String blob = snapshot.findFile(page.path()).map(PublishedFile::shownBlob).orElse(null);
        return blob == null
                ? LinkIndex.of(page.body())
                : byContent.get(blob, _ -> LinkIndex.of(page.body()));
    }

    /// What the links of the snapshot's pages mean.
    PlanLinks links(PlanSnapshot snapshot) {
        return snapshot.onceForShape(
                "links",
                PlanLinks.class,
                s ->
                        new PlanLinks(
                                s.files().stream().map(PublishedFile::path).toList(),
                                s::findPage,
                                page -> of(s, page)));
    }
}

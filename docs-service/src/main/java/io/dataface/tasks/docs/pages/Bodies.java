package io.dataface.tasks.docs.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataface.tasks.docs.markdown.Hole;
import io.dataface.tasks.docs.markdown.MarkdownRenderer;
import io.dataface.tasks.docs.markdown.MarkdownSource;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.model.plan.Macro;
import io.dataface.tasks.model.plan.MacroCall;
import io.dataface.tasks.model.plan.Macros;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskList;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Renders each page's text within limits and keeps what is asked for most.
@Component
class Bodies {

    private static final Logger log = LoggerFactory.getLogger(Bodies.class);
    private static final int MOST_CHARS = 500_000;

    /// Calls of macros that a page may have; those behind them stay text.
    private static final int MOST_CALLS = 1_000;

    /// Bytes, roughly.
    private static final long MOST_KEPT = 32_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Set<Macro> INLINE =
            Set.of(Macro.OWNER, Macro.EXTRA, Macro.TASK, Macro.MILESTONE_PROGRESS);

    private final MarkdownRenderer markdown;
    private final LinkIndexes indexes;
    private final Cache<Key, PreparedBody> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT)
                    .<Key, PreparedBody>weigher((_, body) -> body.weight())
                    .build();

    /// A body depends on its page's text and, by its links, on which other files are there.
    private record Key(Object shape, String path, String blob, Surroundings around) {}

    /// What stands around a text on its page.
    ///
    /// @param taken ids that are on the page already
    /// @param notePrefix of its footnotes' ids
    record Surroundings(Set<String> taken, String notePrefix) {
        static final Surroundings NONE = new Surroundings(Set.of(), "");

        Surroundings {
            taken = Set.copyOf(taken);
        }
    }

    Bodies(MarkdownRenderer markdown, LinkIndexes indexes) {
        this.markdown = markdown;
        this.indexes = indexes;
    }

    PreparedBody of(PlanSnapshot snapshot, PlanPage page, Surroundings around) {
        String blob = snapshot.findFile(page.path()).map(PublishedFile::shownBlob).orElse("");
        Key key = new Key(snapshot.shape(), page.path(), blob, around);
        PreparedBody body = kept.getIfPresent(key);
        if (body == null) {
            body = withinLimits(snapshot, page, around);
            kept.put(key, body);
        }
        return body;
    }

    private PreparedBody withinLimits(PlanSnapshot snapshot, PlanPage page, Surroundings around) {
        if (page.body().length() > MOST_CHARS) {
            return PreparedBody.failed(
                    "The page has more than " + MOST_CHARS + " characters: split it.");
        }
        FutureTask<PreparedBody> work = new FutureTask<>(() -> prepare(snapshot, page, around));
        Thread.ofPlatform().daemon().name("render").start(work);
        try {
            return work.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            work.cancel(true);
            log.warn("Page took too long to render, its error is shown: {}", page.path());
            return PreparedBody.failed(
                    "The page took longer than "
                            + LONGEST.toSeconds()
                            + " s to render: simplify it.");
        } catch (ExecutionException failure) {
            log.warn("Page could not be rendered, its error is shown: {}", page.path(), failure);
            return PreparedBody.failed("The page's markdown could not be rendered.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return PreparedBody.failed("The service is stopping.");
        }
    }

    private PreparedBody prepare(PlanSnapshot snapshot, PlanPage page, Surroundings around) {
        List<MacroCall> all = Macros.find(page.body());
        List<MacroCall> calls = all.size() > MOST_CALLS ? all.subList(0, MOST_CALLS) : all;
        List<Hole> holes = calls.stream().map(call -> hole(snapshot, call)).toList();
        return new PreparedBody(
                markdown.render(
                        new MarkdownSource(
                                page.body(),
                                holes,
                                new PageLinks(snapshot, indexes.links(snapshot), page.path()),
                                page.title(),
                                heading -> withCounts(page, heading),
                                around.taken(),
                                around.notePrefix())),
                calls,
                null);
    }

    private static Hole hole(PlanSnapshot snapshot, MacroCall call) {
        Macro macro = call.macro();
        boolean inline = macro != null && call.error() == null && INLINE.contains(macro);
        return new Hole(call.start(), call.end(), !inline, plain(snapshot, call));
    }

    private static @Nullable String plain(PlanSnapshot snapshot, MacroCall call) {
        return call.macro() == Macro.EXTRA && call.error() == null
                ? snapshot.plan().site().extra().get(call.name().substring("extra.".length()))
                : null;
    }

    private static String withCounts(PlanPage page, String heading) {
        if (!(page instanceof MilestonePage milestone)) {
            return heading;
        }
        return switch (heading.toLowerCase(Locale.ROOT)) {
            case "exit criteria" -> heading + counts(milestone.exitCriteria());
            case "kpi targets" -> heading + counts(milestone.kpiTargets());
            default -> heading;
        };
    }

    private static String counts(TaskList list) {
        return " " + list.counts();
    }
}

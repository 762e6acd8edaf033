package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.markdown.RenderedMarkdown;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.markdown.Anchors;
import io.dataface.tasks.model.plan.Macro;
import io.dataface.tasks.model.plan.MacroCall;
import io.dataface.tasks.model.plan.PlanPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes one page: its text, and what its macro calls ask for.
final class BodyWriter {

    private static final int MOST_INCLUDES = 50;
    private static final int MOST_HTML = 5_000_000;

    private final PlanSnapshot snapshot;
    private final Bodies bodies;
    private final Templates templates;
    private final MacroViews views;
    private final StringBuilder html = new StringBuilder();
    private final List<TocEntry> toc = new ArrayList<>();
    private final Deque<String> including = new ArrayDeque<>();
    private final Set<Macro> called = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private int includes;

    BodyWriter(
            PlanSnapshot snapshot,
            PlanPage page,
            Map<String, TaskState> states,
            Bodies bodies,
            Templates templates) {
        this.snapshot = snapshot;
        this.bodies = bodies;
        this.templates = templates;
        this.views = new MacroViews(snapshot, page, states, templates);
    }

    String html() {
        return html.toString();
    }

    List<TocEntry> toc() {
        return toc;
    }

    /// The files whose texts are shown.
    Set<String> texts() {
        return texts;
    }

    /// Whether the page or what it includes calls the macro.
    boolean calls(Macro macro) {
        return called.contains(macro);
    }

    /// Writes the page's own text.
    void write(PlanPage page) {
        toc.addAll(append(page, Bodies.Surroundings.NONE));
    }

    /// Writes groups of tasks below a heading of their own.
    ///
    /// @param nothing stands there where there are none
    void write(String heading, String wantedId, List<LineGroup> groups, String nothing) {
        String id = new Anchors(ids).next(wantedId);
        ids.add(id);
        toc.add(new TocEntry(2, id, heading));
        groups.forEach(group -> toc.add(new TocEntry(3, group.id(), group.title())));
        html.append(
                templates.html(
                        "plan/section",
                        Map.of(
                                "id", id, "heading", heading, "groups", groups, "nothing",
                                nothing)));
    }

    private List<TocEntry> append(PlanPage page, Bodies.Surroundings around) {
        texts.add(page.path());
        PreparedBody body = bodies.of(snapshot, page, around);
        if (body.failure() != null) {
            error(body.failure(), page, 1, true);
            return List.of();
        }
        ids.addAll(body.rendered().ids());
        including.push(page.path());
        Map<Integer, List<TocEntry>> below = new HashMap<>();
        for (RenderedMarkdown.Piece piece : body.rendered().pieces()) {
            switch (piece) {
                case RenderedMarkdown.Html part -> html.append(part.html());
                case RenderedMarkdown.Filled hole ->
                        below.put(
                                hole.hole(),
                                fill(page, body.calls().get(hole.hole()), hole.block()));
            }
        }
        including.pop();
        return entries(body.rendered().outline(), below);
    }

    private static List<TocEntry> entries(
            List<RenderedMarkdown.Entry> outline, Map<Integer, List<TocEntry>> below) {
        List<TocEntry> entries = new ArrayList<>();
        for (RenderedMarkdown.Entry entry : outline) {
            switch (entry) {
                case RenderedMarkdown.Heading h when h.level() <= 3 ->
                        entries.add(new TocEntry(h.level(), h.id(), h.text()));
                case RenderedMarkdown.Heading _ -> {}
                case RenderedMarkdown.HoleEntry h ->
                        entries.addAll(below.getOrDefault(h.hole(), List.of()));
            }
        }
        return entries;
    }

    private List<TocEntry> fill(PlanPage page, MacroCall call, boolean block) {
        Macro macro = call.macro();
        if (call.error() != null || macro == null) {
            error(call.error() == null ? "Unknown macro." : call.error(), page, call.line(), block);
            return List.of();
        }
        if (html.length() > MOST_HTML) {
            error("The page is too long to show more: split it.", page, call.line(), block);
            return List.of();
        }
        called.add(macro);
        if (macro == Macro.INCLUDE) {
            return include(page, call, block);
        }
        switch (views.answer(macro, call, block)) {
            case MacroViews.Shown shown -> {
                html.append(block ? shown.html() : shown.html().strip());
                return shown.toc();
            }
            case MacroViews.Refused refused -> {
                error(refused.reason(), page, call.line(), block);
                return List.of();
            }
        }
    }

    private List<TocEntry> include(PlanPage page, MacroCall call, boolean block) {
        String path = call.positional().getFirst();
        Optional<PlanPage> included = snapshot.plan().findInclude(page, path);
        String reason = null;
        if (!block) {
            reason = MacroViews.OWN_LINE;
        } else if (included.isEmpty()) {
            reason = "There is no page " + path + " beside this one or at the plan's root.";
        } else if (including.contains(included.get().path())) {
            reason = path + " includes itself, by way of " + String.join(", ", including) + ".";
        } else if (++includes > MOST_INCLUDES) {
            reason = "The page includes too much: at most " + MOST_INCLUDES + " pages.";
        }
        if (reason != null) {
            error(reason, page, call.line(), block);
            return List.of();
        }
        return append(included.orElseThrow(), new Bodies.Surroundings(ids, "i" + includes + "-"));
    }

    private void error(String reason, PlanPage page, int bodyLine, boolean block) {
        int line = page.bodyLine() + bodyLine - 1;
        String box =
                templates.html(
                        "plan/macroError",
                        Map.of(
                                "reason",
                                reason,
                                "path",
                                page.path(),
                                "line",
                                line,
                                "block",
                                block));
        html.append(box.strip());
    }
}

package io.dataface.tasks.model.markdown;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Parses markdown as every part of the system reads it, in time that grows with the text alone.
public final class Markdown {

    /// Blocks within blocks; what is nested deeper is text.
    private static final int MOST_OPEN = 40;

    /// Bytes; they are taken as they are needed.
    private static final long DEEP_STACK = 256L << 20;

    private static final List<Extension> WITHOUT_TABLES =
            List.of(
                    // First, so that those behind it never walk a tree that is too deep.
                    new BoxesExtension(),
                    StrikethroughExtension.create(),
                    AutolinkExtension.create(),
                    TaskListItemsExtension.create(),
                    FootnotesExtension.create());

    private static final Extension TABLES = TablesExtension.create();

    private Markdown() {}

    /// The tree of a text.
    public static Node parse(String markdown) {
        return parse(markdown, IncludeSourceSpans.NONE);
    }

    /// The tree of a text, each node with where it stands.
    static Node parseWithPlaces(String markdown) {
        return parse(markdown, IncludeSourceSpans.BLOCKS_AND_INLINES);
    }

    /// What a renderer needs for the nodes that are not CommonMark's.
    public static List<Extension> extensions() {
        return List.of(
                TABLES,
                StrikethroughExtension.create(),
                AutolinkExtension.create(),
                TaskListItemsExtension.create(),
                FootnotesExtension.create());
    }

    private static Node parse(String markdown, IncludeSourceSpans places) {
        String tamed = Tamed.of(markdown);
        try {
            return parser(tamed, places).parse(tamed);
        } catch (StackOverflowError deep) {
            // The parser descends by recursion too, before it lets anyone see what it made.
            return onDeepStack(() -> parser(tamed, places).parse(tamed));
        }
    }

    private static Parser parser(String markdown, IncludeSourceSpans places) {
        Parser.Builder builder =
                Parser.builder()
                        .extensions(WITHOUT_TABLES)
                        .includeSourceSpans(places)
                        .maxOpenBlockParsers(MOST_OPEN);
        if (!TableBomb.isIn(markdown)) {
            builder.extensions(List.of(TABLES));
        }
        return builder.build();
    }

    private static Node onDeepStack(Supplier<Node> work) {
        FutureTask<Node> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "markdown", DEEP_STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("markdown cannot be parsed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.MarkdownLines.Line;
import java.util.ArrayList;
import java.util.List;

/// Finds macro calls in markdown; inside code they are text.
public final class Macros {

    private Macros() {}

    /// The calls in the order of the text, those that cannot be rendered with their error.
    public static List<MacroCall> find(String markdown) {
        if (!markdown.contains("{{")) {
            return List.of();
        }
        List<MacroCall> calls = new ArrayList<>();
        List<Line> block = new ArrayList<>();
        for (Line line : MarkdownLines.of(markdown)) {
            boolean breaks = line.code() || line.of(markdown).isBlank();
            if (breaks) {
                inBlock(markdown, block, calls);
                block.clear();
            } else {
                block.add(line);
            }
        }
        inBlock(markdown, block, calls);
        return List.copyOf(calls);
    }

    /// Looks through lines that belong together: neither code spans nor calls reach past them.
    private static void inBlock(String markdown, List<Line> block, List<MacroCall> calls) {
        if (block.isEmpty()) {
            return;
        }
        int start = block.getFirst().start();
        int end = block.getLast().end();
        CodeSpans spans = new CodeSpans(markdown, start, end);
        int line = 0;
        boolean closes = true;
        int at = spans.next(markdown, "{{", start, end);
        while (at >= 0) {
            while (line + 1 < block.size() && block.get(line + 1).start() <= at) {
                line++;
            }
            closes = closes && markdown.indexOf("}}", at + 2, end) >= 0;
            MacroCall call =
                    new MacroReader(markdown, at, closes ? end : block.get(line).end())
                            .read(block.get(line).number());
            calls.add(call);
            at = spans.next(markdown, "{{", call.end(), end);
        }
    }
}

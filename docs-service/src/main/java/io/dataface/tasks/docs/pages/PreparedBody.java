package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.markdown.RenderedMarkdown;
import io.dataface.tasks.model.plan.MacroCall;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A page's text as safe HTML, with its macro calls still to be answered.
///
/// @param failure why there is none, null where there is
record PreparedBody(RenderedMarkdown rendered, List<MacroCall> calls, @Nullable String failure) {

    PreparedBody {
        calls = List.copyOf(calls);
    }

    /// Roughly how many bytes it takes.
    int weight() {
        int chars = 500;
        for (RenderedMarkdown.Piece piece : rendered.pieces()) {
            chars += piece instanceof RenderedMarkdown.Html html ? html.html().length() + 50 : 50;
        }
        return chars + 100 * (rendered.outline().size() + calls.size());
    }

    static PreparedBody failed(String why) {
        return new PreparedBody(
                new RenderedMarkdown(List.of(), List.of(), Set.of()), List.of(), why);
    }
}

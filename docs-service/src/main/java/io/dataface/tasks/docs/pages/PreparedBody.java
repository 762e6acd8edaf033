package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.markdown.RenderedMarkdown;
import io.dataface.tasks.model.plan.MacroCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page's text as safe HTML, with its macro calls still to be answered.
///
/// @param failure why there is none, null where there is
record PreparedBody(RenderedMarkdown rendered, List<MacroCall> calls, @Nullable String failure) {

    PreparedBody {
        calls = List.copyOf(calls);
    }

    static PreparedBody failed(String why) {
        return new PreparedBody(new RenderedMarkdown(List.of(), List.of()), List.of(), why);
    }
}

package io.dataface.tasks.model.plan;

import java.util.List;

/// Finds macro calls in markdown; inside code they are text.
public final class Macros {

    private Macros() {}

    /// The calls in the order of the text, those that cannot be rendered with their error.
    public static List<MacroCall> find(String markdown) {
        return List.of();
    }
}

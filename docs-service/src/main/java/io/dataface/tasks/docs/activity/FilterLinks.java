package io.dataface.tasks.docs.activity;

import java.util.HashMap;
import java.util.Map;

/// The addresses that set one part of a filter more; a page has the same few many times.
public final class FilterLinks {

    private final Span span;
    private final Filter filter;
    private final Map<Map.Entry<String, String>, String> made = new HashMap<>();

    /// Those of one rendering of a page.
    public FilterLinks(Span span, Filter filter) {
        this.span = span;
        this.filter = filter;
    }

    /// The same span with one part set.
    ///
    /// @param name as in the address
    public String to(String name, String value) {
        return made.computeIfAbsent(
                Map.entry(name, value),
                part -> filter.with(part.getKey(), part.getValue()).href("/activity", span));
    }
}

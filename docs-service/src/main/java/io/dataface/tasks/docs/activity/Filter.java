package io.dataface.tasks.docs.activity;

import io.dataface.tasks.docs.run.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of the activity is asked for; all of it stands in the address.
///
/// @param kind `completed`, `merged`, `run` or `decision`, empty for all
/// @param owner of the task, empty for all
/// @param by who did it, empty for all
/// @param agent of the run, empty for all
/// @param workstream of the task, empty for all
public record Filter(String kind, String owner, String by, String agent, String workstream) {

    /// The kinds with what they are called.
    public static final List<Map.Entry<String, String>> KINDS =
            List.of(
                    Map.entry("", "All"),
                    Map.entry("completed", "Completed"),
                    Map.entry("merged", "Merged"),
                    Map.entry("run", "Runs"),
                    Map.entry("decision", "Decisions"));

    private static final int MAX = 200;

    static Filter of(
            @Nullable String kind,
            @Nullable String owner,
            @Nullable String by,
            @Nullable String agent,
            @Nullable String workstream) {
        boolean known = KINDS.stream().anyMatch(one -> one.getKey().equals(kind));
        return new Filter(
                known && kind != null ? kind : "",
                text(owner),
                text(by),
                text(agent),
                text(workstream));
    }

    private static String text(@Nullable String given) {
        String text = given == null ? "" : given.strip().replace('\0', ' ');
        return text.length() <= MAX ? text : text.substring(0, MAX);
    }

    /// What is set, by the name in the address, but for the kind.
    public Map<String, String> set() {
        Map<String, String> set = named();
        set.remove("kind");
        set.values().removeIf(String::isEmpty);
        return set;
    }

    /// Whether anything is left out.
    public boolean isSet() {
        return named().values().stream().anyMatch(value -> !value.isEmpty());
    }

    /// The same with one part set, or taken away by an empty value.
    ///
    /// @param name as in the address
    public Filter with(String name, String value) {
        Map<String, String> parts = named();
        parts.put(name, value);
        return of(
                parts.get("kind"),
                parts.get("owner"),
                parts.get("by"),
                parts.get("agent"),
                parts.get("workstream"));
    }

    /// All of it, but for the kind.
    public Filter cleared() {
        return new Filter(kind, "", "", "", "");
    }

    /// The address of a span with this filter.
    ///
    /// @param path like `/activity`
    public String href(String path, @Nullable Span span) {
        String query =
                named().entrySet().stream()
                        .filter(part -> !part.getValue().isEmpty())
                        .map(part -> part.getKey() + "=" + Wording.encode(part.getValue()))
                        .collect(Collectors.joining("&"));
        String start = span == null ? "" : span.parameter();
        String all = start.isEmpty() || query.isEmpty() ? start + query : start + "&" + query;
        return all.isEmpty() ? path : path + "?" + all;
    }

    private Map<String, String> named() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("kind", kind);
        parts.put("owner", owner);
        parts.put("by", by);
        parts.put("agent", agent);
        parts.put("workstream", workstream);
        return parts;
    }
}

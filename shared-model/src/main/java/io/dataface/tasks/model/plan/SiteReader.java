package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.SitePage.NavEntry;
import io.dataface.tasks.model.plan.YamlNode.Entry;
import io.dataface.tasks.model.plan.YamlNode.Inert;
import io.dataface.tasks.model.plan.YamlNode.Mapping;
import io.dataface.tasks.model.plan.YamlNode.Scalar;
import io.dataface.tasks.model.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads `site_name`, `nav` and `extra` of `mkdocs.yml`; everything else in it is passed over.
final class SiteReader {

    static final String DEFAULT_NAME = "Plan";

    private SiteReader() {}

    static SitePage read(String path, String text, List<Problem> problems)
            throws BrokenFileException {
        Mapping root = PlanParser.mapping(YamlReader.read(text, 1, YamlReader.Mode.INERT));
        Fields fields = new Fields(path, root, problems);
        String name = fields.text("site_name", DEFAULT_NAME);
        SequencedMap<String, String> extra = new LinkedHashMap<>();
        List<NavEntry> nav = List.of();
        if (root != null) {
            Entry values = root.entries().get("extra");
            if (values != null) {
                flatten("", values.value(), extra);
            }
            Entry entries = root.entries().get("nav");
            if (entries != null) {
                nav = nav(entries.value(), fields);
            }
        }
        PageText page = PageText.of(path, name, "", 1, fields.marks(), Sections.NONE);
        return new SitePage(page, name, nav, extra);
    }

    private static List<NavEntry> nav(YamlNode node, Fields fields) {
        List<NavEntry> entries = new ArrayList<>();
        switch (node) {
            case Sequence list ->
                    list.items().forEach(item -> entries.addAll(entries(item, fields)));
            case Scalar scalar when scalar.isNull() -> {}
            case Inert _ -> {}
            case Mapping _, Scalar _ ->
                    fields.error(
                            "nav",
                            "nav-shape",
                            "The nav must be a list.",
                            "Begin each entry with a hyphen: \"- Title: path.md\".");
        }
        return entries;
    }

    private static List<NavEntry> entries(YamlNode item, Fields fields) {
        return switch (item) {
            case Scalar page -> List.of(new NavEntry(null, page.value(), List.of()));
            case Mapping titled ->
                    titled.entries().values().stream().map(e -> titled(e, fields)).toList();
            case Sequence nested -> nav(nested, fields);
            case Inert _ -> List.of();
        };
    }

    private static NavEntry titled(Entry entry, Fields fields) {
        String title = entry.key().value();
        return switch (entry.value()) {
            case Scalar page -> new NavEntry(title, blankAsNull(page.value()), List.of());
            case Sequence below -> new NavEntry(title, null, nav(below, fields));
            case Mapping below -> new NavEntry(title, null, entries(below, fields));
            case Inert _ -> new NavEntry(title, null, List.of());
        };
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static void flatten(String prefix, YamlNode node, SequencedMap<String, String> into) {
        switch (node) {
            case Scalar scalar when !prefix.isEmpty() ->
                    into.put(prefix, scalar.isNull() ? "" : scalar.value());
            case Mapping mapping ->
                    mapping.entries()
                            .forEach(
                                    (key, entry) ->
                                            flatten(
                                                    prefix.isEmpty() ? key : prefix + "." + key,
                                                    entry.value(),
                                                    into));
            case Scalar _, Sequence _, Inert _ -> {}
        }
    }
}

package io.dataface.tasks.docs.search;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people read on a page, on one line, with the headings that its parts stand under.
record PageText(String text, List<Section> sections) {

    static final PageText NONE = new PageText("", List.of());

    private static final Pattern SECTION = Pattern.compile("(\\d{1,9}) (\\S+) (.+)");

    /// A heading.
    ///
    /// @param at offset of its text
    /// @param anchor part of an address behind its `#`
    record Section(int at, String anchor, String heading) {
        private static @Nullable Section findOf(String published) {
            Matcher parts = SECTION.matcher(published);
            return parts.matches()
                    ? new Section(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3))
                    : null;
        }
    }

    PageText {
        sections = List.copyOf(sections);
    }

    /// @param headings as the registry publishes them
    static PageText of(String text, List<String> headings) {
        return new PageText(
                text.replace('\n', ' '),
                headings.stream().map(Section::findOf).filter(Objects::nonNull).toList());
    }

    /// The section that a place lies in; null above the first heading.
    @Nullable Section sectionOf(int at) {
        Section last = null;
        for (Section section : sections) {
            if (section.at() > at) {
                break;
            }
            last = section;
        }
        return last;
    }

    /// The first section whose heading has what was asked for.
    @Nullable Section sectionCalled(Marks marks) {
        return sections.stream()
                .filter(section -> marks.isAnyIn(section.heading()))
                .findFirst()
                .orElse(null);
    }

    int weight() {
        return 200 + text.length() + 150 * sections.size();
    }
}

package io.dataface.tasks.model.plan;

import java.util.List;
import java.util.Optional;

/// The parts of a body under its second-level headings, in order.
public record Sections(List<Section> all) {

    public static final Sections NONE = new Sections(List.of());

    /// One heading and the markdown below it up to the next heading of its level or above.
    ///
    /// @param line 1-based line of the heading in the file
    public record Section(String heading, int line, String text) {

        /// Whether nothing but white space and comments stands under the heading.
        public boolean isEmpty() {
            return PlainText.withoutComments(text).isBlank();
        }
    }

    public Sections {
        all = List.copyOf(all);
    }

    /// The first section with this heading, letter case and surrounding space aside.
    public Optional<Section> find(String heading) {
        return all.stream().filter(s -> s.heading().equalsIgnoreCase(heading)).findFirst();
    }
}

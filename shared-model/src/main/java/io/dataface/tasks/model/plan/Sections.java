package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.MarkdownLines.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a body under its second-level headings, in order.
public record Sections(List<Section> all) {

    public static final Sections NONE = new Sections(List.of());

    /// One heading and the markdown below it up to the next heading of its level or above.
    ///
    /// @param line 1-based line of the heading in the file
    /// @param textLine 1-based line on which the text begins
    /// @param text without the blank lines around it
    public record Section(String heading, int line, int textLine, String text) {

        /// Whether nothing but white space and comments stands under the heading.
        public boolean isEmpty() {
            return PlainText.withoutComments(text).isBlank();
        }
    }

    public Sections {
        all = List.copyOf(all);
    }

    /// The sections of a body.
    ///
    /// @param bodyLine 1-based line of the file on which the body begins
    static Sections of(String body, int bodyLine) {
        List<Section> found = new ArrayList<>();
        Line open = null;
        for (Line line : MarkdownLines.of(body)) {
            int level = line.code() ? 0 : MarkdownLines.headingLevel(line.of(body));
            if (level != 1 && level != 2) {
                continue;
            }
            close(body, bodyLine, open, line.start(), found);
            open = level == 2 ? line : null;
        }
        close(body, bodyLine, open, body.length(), found);
        return new Sections(found);
    }

    private static void close(
            String body, int bodyLine, @Nullable Line heading, int end, List<Section> found) {
        if (heading != null) {
            String below = body.substring(heading.end(), end);
            int skipped = below.length() - below.stripLeading().length();
            int feeds = (int) below.chars().limit(skipped).filter(c -> c == '\n').count();
            int line = heading.number() + bodyLine - 1;
            String title = MarkdownLines.headingText(heading.of(body));
            found.add(new Section(title, line, line + feeds, below.strip()));
        }
    }

    /// The first section with this heading, letter case and surrounding space aside.
    public Optional<Section> find(String heading) {
        return all.stream().filter(s -> s.heading().equalsIgnoreCase(heading)).findFirst();
    }
}

package io.dataface.tasks.model.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A workstream and what it wants from each milestone.
///
/// @param folder the folder under `workstreams/`, which its tasks name
/// @param owner a person's or role's slug or alias, as written
/// @param milestones the statement by milestone slug, in the order of the file
public record WorkstreamPage(
        PageText text,
        String slug,
        String folder,
        @Nullable String owner,
        SequencedMap<String, String> milestones)
        implements PlanPage {

    public WorkstreamPage {
        milestones = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(milestones));
    }

    /// The first paragraph of Purpose as plain text, or an empty string.
    public String purpose() {
        return sections().find("Purpose").map(s -> PlainText.firstParagraph(s.text())).orElse("");
    }
}

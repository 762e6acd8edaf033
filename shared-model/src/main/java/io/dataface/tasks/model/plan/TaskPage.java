package io.dataface.tasks.model.plan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task: intent and durable record, never runtime state.
///
/// @param workstream the workstream's folder name
/// @param owner a person's or role's slug or alias, as written
/// @param dependsOn ids or slugs, as written
/// @param repo the name of a repository entry
/// @param touches globs of the files that the task is likely to change
public record TaskPage(
        PageText text,
        String id,
        String slug,
        String workstream,
        PlanStatus status,
        Priority priority,
        @Nullable String milestone,
        @Nullable String initiative,
        @Nullable String owner,
        List<String> dependsOn,
        Completion completion,
        @Nullable String repo,
        @Nullable String agent,
        List<String> touches)
        implements PlanPage {

    public TaskPage {
        dependsOn = List.copyOf(dependsOn);
        touches = List.copyOf(touches);
    }

    public @Nullable String completedBy() {
        return completion.by();
    }

    /// The day of completion, as written.
    public @Nullable String completed() {
        return completion.date();
    }

    public @Nullable Integer prNumber() {
        return completion.prNumber();
    }

    public @Nullable String prUrl() {
        return completion.prUrl();
    }

    /// When the pull request was merged, as written.
    public @Nullable String prMergedAt() {
        return completion.prMergedAt();
    }

    /// The badge on the task's line, null where it has none.
    public @Nullable String badge() {
        return status.badge();
    }

    /// The first paragraph of Problem as plain text, at most 120 code points; empty where there is
    /// none.
    public String summary() {
        return sections()
                .find(TaskSection.PROBLEM.heading())
                .map(s -> PlainText.summary(PlainText.firstParagraph(s.text())))
                .orElse("");
    }

    public List<TaskSection> missingSections() {
        return Arrays.stream(TaskSection.values())
                .filter(s -> sections().find(s.heading()).isEmpty())
                .toList();
    }

    /// The sections whose heading is there with nothing under it.
    public List<TaskSection> emptySections() {
        return Arrays.stream(TaskSection.values())
                .filter(
                        s ->
                                sections()
                                        .find(s.heading())
                                        .filter(Sections.Section::isEmpty)
                                        .isPresent())
                .toList();
    }
}

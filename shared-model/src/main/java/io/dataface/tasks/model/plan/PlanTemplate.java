package io.dataface.tasks.model.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The files of a starting plan.
public final class PlanTemplate {

    private PlanTemplate() {}

    /// A starting plan: site, landing page, a workstream, a milestone, a person with a role, a
    /// sample task.
    ///
    /// @param person the name of who works with it
    /// @return text by path below the `tasks/` folder
    public static SequencedMap<String, String> files(String siteName, String person) {
        String slug = TaskTemplate.slug(person);
        String who = slug.isEmpty() ? "me" : slug;
        String name = person.isBlank() ? "Me" : person.strip();
        NewTask sample =
                new NewTask(
                        "main",
                        "Say hello",
                        null,
                        Priority.P2,
                        "m1-first-steps",
                        null,
                        "engineer",
                        List.of(),
                        "The repository has no file that greets a newcomer. Add HELLO.md with one"
                                + " friendly sentence.");
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("mkdocs.yml", SITE.formatted(ScalarWriter.doubleQuoted(siteName), who));
        files.put("README.md", README.formatted(siteName.lines().findFirst().orElse("Plan")));
        files.put("milestones/m1-first-steps.md", MILESTONE);
        files.put("workstreams/main/index.md", WORKSTREAM);
        files.put(TaskTemplate.path(sample), TaskTemplate.text(sample));
        files.put(
                "team/people/" + who + ".md",
                PERSON.formatted(who, ScalarWriter.doubleQuoted(name)));
        files.put("team/roles/engineer.md", ROLE.formatted(who, who));
        return files;
    }

    private static final String SITE =
            """
            site_name: %s
            nav:
              - Overview: README.md
              - Milestones:
                - First steps: milestones/m1-first-steps.md
              - Workstreams:
                - Main: workstreams/main/index.md
              - Team:
                - team/people/%s.md
                - team/roles/engineer.md
            """;

    private static final String README =
            """
            # %s

            What is planned, by workstream and by milestone. A task is a markdown file under
            `workstreams/<workstream>/tasks/`; its front matter says what is intended, never what runs.
            """;

    private static final String MILESTONE =
            """
            ---
            slug: m1-first-steps
            title: "First steps"
            ---

            # First steps

            ## Exit criteria

            - [ ] One task has gone from this plan to a branch

            ## KPI targets

            - [ ] A newcomer gets there within an hour

            ## Tasks by Workstream

            {{ tasks_by_workstream() }}
            """;

    private static final String WORKSTREAM =
            """
            ---
            slug: main
            title: Main
            owner: engineer
            milestones:
              m1-first-steps: "The plan is in use: its first task has been run and its branch reviewed."
            ---

            # Main

            ## Purpose

            Everything, until there is enough of it to be split.

            ## Owner

            {{ owner() }}

            ## Tasks by Milestone

            {{ tasks_by_milestone() }}
            """;

    private static final String PERSON =
            """
            ---
            slug: %s
            name: %s
            aliases: []
            ---
            """;

    private static final String ROLE =
            """
            ---
            slug: engineer
            title: Engineer
            owner: %s
            filled_by: %s
            ---
            """;
}

package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.plan.Problem.Severity;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlanParserTests {

    private static final String PATH = "workstreams/infra-tooling/tasks/host-it.md";

    @Test
    void readsEveryFieldOfATask() {
        TaskPage task =
                task(
                        """
                        ---
                        id: M4-FACTORY-03
                        title: "Host it: now"
                        status: completed
                        priority: p0
                        milestone: m1
                        initiative: hosting
                        owner: dave
                        depends_on: [A-1, other-task]
                        completed_by: rj
                        completed: 2026-03-23
                        pr_number: 733
                        pr_url: https://example.org/pull/733
                        pr_merged_at: 2026-03-23T11:08:04-07:00
                        repo: main
                        agent: command
                        touches:
                          - src/**
                        ---
                        # Heading

                        ## Problem

                        Text.
                        """);
        assertThat(task.id()).isEqualTo("M4-FACTORY-03");
        assertThat(task.slug()).isEqualTo("host-it");
        assertThat(task.workstream()).isEqualTo("infra-tooling");
        assertThat(task.title()).isEqualTo("Host it: now");
        assertThat(task.status()).isEqualTo(PlanStatus.COMPLETED);
        assertThat(task.badge()).isEqualTo("Completed");
        assertThat(task.priority()).isEqualTo(Priority.P0);
        assertThat(task.milestone()).isEqualTo("m1");
        assertThat(task.initiative()).isEqualTo("hosting");
        assertThat(task.owner()).isEqualTo("dave");
        assertThat(task.dependsOn()).containsExactly("A-1", "other-task");
        assertThat(task.completedBy()).isEqualTo("rj");
        assertThat(task.completed()).isEqualTo("2026-03-23");
        assertThat(task.prNumber()).isEqualTo(733);
        assertThat(task.prUrl()).isEqualTo("https://example.org/pull/733");
        assertThat(task.prMergedAt()).isEqualTo("2026-03-23T11:08:04-07:00");
        assertThat(task.repo()).isEqualTo("main");
        assertThat(task.agent()).isEqualTo("command");
        assertThat(task.touches()).containsExactly("src/**");
        assertThat(task.bodyLine()).isEqualTo(20);
        assertThat(task.body()).startsWith("# Heading");
        assertThat(task.summary()).isEqualTo("Text.");
        assertThat(task.sitePath()).isEqualTo("workstreams/infra-tooling/tasks/host-it/");
        assertThat(task.marks().of("depends_on[1]")).isEqualTo(new SourceMarks.Mark(9, 19));
    }

    @Test
    void aTaskWithoutFrontMatterHasItsDefaults() {
        TaskPage task = task("# The *first* heading\n");
        assertThat(task.id()).isEqualTo("INFRA_TOOLING-HOST_IT");
        assertThat(task.title()).isEqualTo("The first heading");
        assertThat(task.status()).isEqualTo(PlanStatus.NOT_STARTED);
        assertThat(task.priority()).isEqualTo(Priority.P2);
        assertThat(task.badge()).isNull();
        assertThat(task.bodyLine()).isEqualTo(1);
        assertThat(task.missingSections()).containsExactly(TaskSection.values());
    }

    @Test
    void anOlderWordForAStateIsReadWithAHint() {
        for (String word : List.of("ready", "in_progress", "blocked")) {
            ParsedFile file = parse("---\nstatus: " + word + "\n---\n");
            assertThat(((TaskPage) page(file)).status().word()).isEqualTo(word);
            assertThat(file.problems()).hasSize(1);
            assertThat(file.problems().getFirst().severity()).isEqualTo(Severity.HINT);
            assertThat(file.problems().getFirst().line()).isEqualTo(2);
        }
        assertThat(task("---\nstatus: done\n---\n").badge()).isEqualTo("Done");
    }

    @Test
    void aWrongValueIsAnErrorAtItsPlaceAndTheFileHasNoPage() {
        ParsedFile file =
                parse(
                        "---\n"
                                + "title: x\n"
                                + "status: finished\n"
                                + "priority: p9\n"
                                + "id: a b\n"
                                + "pr_number: many\n"
                                + "---\n");
        assertThat(file.page()).isNull();
        assertThat(file.isBroken()).isTrue();
        assertThat(PlanFixture.rules(file.problems()))
                .containsExactlyInAnyOrder(
                        "status-unknown",
                        "priority-unknown",
                        "task-id-invalid",
                        "pr-number-invalid");
        Problem status =
                file.problems().stream()
                        .filter(p -> p.rule().equals("status-unknown"))
                        .findFirst()
                        .orElseThrow();
        assertThat(status.location()).isEqualTo(PATH + ":3:9");
        assertThat(status.fix()).contains("not_started");
    }

    @Test
    void aMisspeltFieldIsWarnedOf() {
        ParsedFile file = parse("---\ndepend_on: [a]\nhide: [toc]\n---\n");
        assertThat(PlanFixture.rules(file.problems())).containsExactly("field-unknown");
        assertThat(file.problems().getFirst().fix()).contains("depends_on");
        assertThat(file.page()).isNotNull();
    }

    @Test
    void crlfAndByteOrderMarkMakeNoDifference() {
        TaskPage task =
                task("\uFEFF---\r\ntitle: Größe\r\n---\r\n## Problem\r\n\r\nEins\r\nzwei.\r\n");
        assertThat(task.title()).isEqualTo("Größe");
        assertThat(task.summary()).isEqualTo("Eins zwei.");
        assertThat(task.bodyLine()).isEqualTo(4);
    }

    @Test
    void countsTheBoxesOfAMilestone() {
        MilestonePage milestone =
                (MilestonePage)
                        page(
                                PlanFixture.parse(
                                        "milestones/m1.md",
                                        """
                                        ---
                                        title: First
                                        ---
                                        ## Exit criteria

                                        - [x] one
                                        - [ ] two `code`
                                          * [X] three

                                        ```
                                        - [x] not this
                                        ```
                                        ## KPI targets
                                        1. [ ] four
                                        - five
                                        """));
        assertThat(milestone.slug()).isEqualTo("m1");
        assertThat(milestone.exitCriteria().counts()).isEqualTo("(2/3)");
        assertThat(milestone.kpiTargets().counts()).isEqualTo("(0/1)");
        assertThat(milestone.exitCriteria().items().get(1))
                .isEqualTo(new TaskList.Item("two `code`", false, 7));
        assertThat(milestone.kpiTargets().items().getFirst().line()).isEqualTo(14);
    }

    @Test
    void readsOnlyNameNavAndExtraOfTheSiteAndTagsDoNothing() {
        SitePage site = PlanFixture.small().plan().site();
        assertThat(site.siteName()).isEqualTo("Small Plan");
        assertThat(site.nav().get(1).title()).isEqualTo("Milestones");
        assertThat(site.pages())
                .containsExactly("README.md", "milestones/m2.md", "milestones/m1.md");
        assertThat(site.extra())
                .containsEntry("product", "Tasks")
                .containsEntry("links.home", "https://example.org");
    }

    @Test
    void whatAPageIsFollowsFromItsPlace() {
        assertThat(page("workstreams/a/initiatives/big.md")).isInstanceOf(InitiativePage.class);
        assertThat(page("workstreams/a/initiatives/big/index.md"))
                .isInstanceOfSatisfying(
                        InitiativePage.class, i -> assertThat(i.slug()).isEqualTo("big"));
        assertThat(page("workstreams/a/initiatives/big/notes.md")).isInstanceOf(FreePage.class);
        assertThat(page("workstreams/a/tasks/index.md")).isInstanceOf(FreePage.class);
        assertThat(page("team/people/dave.md")).isInstanceOf(PersonPage.class);
        assertThat(page("team/roles/lead.md")).isInstanceOf(RolePage.class);
        assertThat(page("guidebook/a/b/c.md")).isInstanceOf(FreePage.class);
        assertThat(page("README.md").sitePath()).isEmpty();
        assertThat(PlanFixture.parse("guidebook/picture.png", "").page()).isNull();
    }

    @Test
    void emptySectionsAreThoseWithNothingButComments() {
        TaskPage task = task("## Problem\n\n<!-- say it -->\n\n## Context\n\ntext\n\n## Plan\n");
        assertThat(task.emptySections()).containsExactly(TaskSection.PROBLEM, TaskSection.PLAN);
        assertThat(task.missingSections()).doesNotContain(TaskSection.CONTEXT).hasSize(4);
    }

    private static PlanPage page(String path) {
        return page(PlanFixture.parse(path, "# A title\n"));
    }

    private static PlanPage page(ParsedFile file) {
        assertThat(file.page()).as("%s", file.problems()).isNotNull();
        return Objects.requireNonNull(file.page());
    }

    private static ParsedFile parse(String text) {
        return PlanFixture.parse(PATH, text);
    }

    private static TaskPage task(String text) {
        return (TaskPage) page(parse(text));
    }
}

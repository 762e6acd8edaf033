package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanChecksTests {

    @Test
    void saysWhichSectionsAreMissingEmptyOrPlaceholdersAndWhatToDo() {
        List<Problem> found =
                PlanChecks.check(
                        PlanFixture.small()
                                .with(
                                        "workstreams/infra/tasks/a.md",
                                        """
                                        ---
                                        owner: dave
                                        ---
                                        ## Problem

                                        TODO: say

                                        ## Context

                                        ## Possible Solutions

                                        One, Recommended.

                                        ## Plan

                                        - do it

                                        ## Implementation Progress

                                        ## QA Exploration

                                        - [ ] try
                                        """)
                                .task("finished", "owner: dave", "status: done")
                                .plan());
        assertThat(found)
                .extracting(p -> p.line() + " " + p.rule() + " " + p.severity())
                .containsExactly(
                        "4 section-missing WARNING",
                        "4 section-placeholder WARNING",
                        "8 section-empty WARNING",
                        "18 section-empty HINT");
        assertThat(found).allMatch(p -> !p.fix().isBlank());
        assertThat(found.getFirst().message()).contains("Review Feedback");
    }

    @Test
    void reportsMacrosThatCannotBeRenderedAtTheirPlace() {
        Plan plan =
                PlanFixture.small()
                        .with(
                                "guidebook/a.md",
                                """
                                ---
                                title: A
                                ---
                                {{ tasks_by_mileston() }}
                                ä {{ task("nothing") }} {{ extra.product }} {{ extra.none }}
                                `{{ whatever }}` {{ milestone_progress("m9") }}

                                {{ include("b.md") }} {{ include("../README.md") }} {{ include("../../etc/passwd.md") }}
                                {{ metric("x") }}
                                """)
                        .with("guidebook/b.md", "B")
                        .plan();
        assertThat(PlanChecks.check(plan))
                .allMatch(p -> p.rule().equals("macro") && p.isError())
                .extracting(p -> p.line() + ":" + p.column())
                .containsExactly("4:1", "5:3", "5:45", "6:18", "8:53", "9:1");
    }
}

package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dataface.tasks.model.plan.Listing.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PlanTests {

    @Test
    void aTaskIsFoundByEverythingThatPeopleCallIt() {
        Plan plan = PlanFixture.small().task("host-it", "owner: dave").plan();
        for (String reference :
                List.of(
                        "INFRA-HOST_IT",
                        "infra-host_it",
                        "host-it",
                        " host-it ",
                        "workstreams/infra/tasks/host-it.md",
                        "tasks/workstreams/infra/tasks/host-it.md",
                        "/docs/workstreams/infra/tasks/host-it/",
                        "/docs/workstreams/infra/tasks/host-it",
                        "http://127.0.0.1:8005/docs/workstreams/infra/tasks/host-it/?x=1#plan",
                        "https://plans.example.org/team/workstreams/infra/tasks/host-it/")) {
            assertThat(plan.findTask(reference)).as(reference).isPresent();
        }
        assertThat(plan.findTask("host")).isEmpty();
        assertThat(plan.findTask("")).isEmpty();
        assertThat(plan.nearestTasks("hots-it")).containsExactly("host-it");
        assertThat(plan.findPage("/docs/")).containsInstanceOf(FreePage.class);
    }

    @Test
    void aSlugThatTwoWorkstreamsUseNamesNeitherButEachFindsItsOwn() {
        Plan plan =
                PlanFixture.small()
                        .task("same", "owner: dave")
                        .task("waits", "owner: dave", "depends_on: [same]")
                        .with("workstreams/other/tasks/same.md", "---\nowner: dave\n---\n")
                        .with(
                                "workstreams/third/tasks/x.md",
                                "---\nowner: dave\ndepends_on: [same]\n---\n")
                        .plan();
        assertThat(plan.findTask("same")).isEmpty();
        assertThat(plan.findTasks("same"))
                .extracting(TaskPage::id)
                .containsExactly("INFRA-SAME", "OTHER-SAME");
        assertThat(plan.dependencies(task(plan, "waits")).tasks())
                .extracting(TaskPage::id)
                .containsExactly("INFRA-SAME");
        assertThat(rules(plan)).contains("dependency-ambiguous");
    }

    @Test
    void ownersResolveThroughAliasesAndRoles() {
        Plan plan =
                PlanFixture.small()
                        .with("team/roles/vacant.md", "---\ntitle: Vacant\n---\n")
                        .with("team/roles/owned.md", "---\ntitle: Owned\nowner: rj\n---\n")
                        .with(
                                "team/roles/lost.md",
                                "---\ntitle: Lost\nowner: rj\nfilled_by: davee\n---\n")
                        .plan();
        assertThat(plan.resolveOwner("dave.fowler").findPerson().orElseThrow().slug())
                .isEqualTo("dave");
        assertThat(plan.resolveOwner("architect"))
                .isInstanceOfSatisfying(
                        Owner.Role.class, r -> assertThat(r.person().slug()).isEqualTo("dave"));
        assertThat(plan.resolveOwner("architect").title()).isEqualTo("Architect");
        assertThat(plan.resolveOwner("owned").findPerson().orElseThrow().slug()).isEqualTo("rj");
        assertThat(plan.resolveOwner("vacant")).isInstanceOf(Owner.Unroutable.class);
        assertThat(plan.resolveOwner("lost"))
                .isInstanceOfSatisfying(
                        Owner.Unroutable.class, u -> assertThat(u.reason()).contains("davee"));
        assertThat(plan.resolveOwner("architekt"))
                .isEqualTo(new Owner.Unknown("architekt", List.of("architect")));
        assertThat(plan.resolveOwner(null)).isInstanceOf(Owner.Missing.class);
        assertThat(rules(plan)).contains("role-unroutable", "owner-unknown");
    }

    @Test
    void namesThatLeadNowhereAreReportedWhereTheyStand() {
        Plan plan =
                PlanFixture.small()
                        .task(
                                "a",
                                "owner: davve",
                                "milestone: m3",
                                "initiative: x",
                                "depends_on: [a-b, bb]")
                        .task("bbb", "owner: dave")
                        .plan();
        assertThat(plan.problems())
                .extracting(Problem::location, Problem::rule)
                .containsExactly(
                        tuple("workstreams/infra/tasks/a.md:2:8", "owner-unknown"),
                        tuple("workstreams/infra/tasks/a.md:3:12", "milestone-unknown"),
                        tuple("workstreams/infra/tasks/a.md:4:13", "initiative-unknown"),
                        tuple("workstreams/infra/tasks/a.md:5:14", "dependency-unknown"),
                        tuple("workstreams/infra/tasks/a.md:5:19", "dependency-unknown"));
        assertThat(plan.problems().getFirst().message()).contains("Did you mean dave");
        assertThat(plan.dependencies(task(plan, "a")).unknown().getLast())
                .isEqualTo(new Dependencies.UnknownReference("bb", List.of("bbb")));
    }

    @Test
    void theSecondFileOfAnIdIsTheError() {
        Plan plan =
                PlanFixture.small()
                        .task("a", "id: SAME", "owner: dave")
                        .task("b", "id: SAME", "owner: dave")
                        .with("milestones/z.md", "---\nslug: m1\n---\n")
                        .plan();
        assertThat(plan.tasks()).extracting(TaskPage::slug).containsExactly("a");
        assertThat(plan.problems())
                .extracting(Problem::location, Problem::rule)
                .containsExactly(
                        tuple("milestones/z.md:2:7", "slug-duplicate"),
                        tuple("workstreams/infra/tasks/b.md:2:5", "task-id-duplicate"));
        assertThat(plan.problems().getLast().message()).contains("workstreams/infra/tasks/a.md");
    }

    @Test
    void circlesAreNamedWithTheirMembersAndNeverFollowedForEver() {
        Plan plan =
                PlanFixture.small()
                        .task("a", "owner: dave", "depends_on: [b]")
                        .task("b", "owner: dave", "depends_on: [c]")
                        .task("c", "owner: dave", "depends_on: [a]")
                        .task("self", "owner: dave", "depends_on: self")
                        .task("outside", "owner: dave", "depends_on: [a, a, self]")
                        .plan();
        assertThat(plan.cycles())
                .extracting(cycle -> cycle.stream().map(TaskPage::slug).toList())
                .containsExactly(List.of("a", "b", "c"), List.of("self"));
        assertThat(plan.problems()).hasSize(4).allMatch(p -> p.rule().equals("dependency-cycle"));
        assertThat(plan.problems().getFirst().message()).contains("INFRA-A, INFRA-B, INFRA-C");
        assertThat(plan.dependencies(task(plan, "a")).inCycle()).isTrue();
        assertThat(plan.dependencies(task(plan, "outside")).inCycle()).isFalse();
        assertThat(plan.dependencies(task(plan, "outside")).tasks()).hasSize(2);
        assertThat(plan.dependents(task(plan, "a")))
                .extracting(TaskPage::slug)
                .containsExactly("c", "outside");
    }

    @Test
    void aWorkstreamListsItsMilestonesByItsMapThenTheNavAndTheRestLast() {
        Plan plan =
                PlanFixture.small()
                        .task("one", "owner: dave", "milestone: m2", "priority: p1", "title: zeta")
                        .task(
                                "two",
                                "owner: dave",
                                "milestone: m2",
                                "priority: p1",
                                "title: \"(Éta)\"")
                        .task("three", "owner: dave", "milestone: m2", "priority: p0", "title: z")
                        .task("four", "owner: dave", "milestone: nowhere")
                        .task("five", "owner: dave")
                        .plan();
        Listing listing = plan.listing(plan.findWorkstream("infra").orElseThrow());
        assertThat(listing.groups())
                .extracting(Group::title)
                .containsExactly("First", "Second", "No milestone");
        assertThat(listing.groups())
                .extracting(Group::statement)
                .containsExactly("One works.", "", "");
        assertThat(listing.groups().getFirst().lines()).isEmpty();
        assertThat(listing.tasks())
                .extracting(TaskPage::slug)
                .containsExactly("three", "two", "one", "five", "four");
    }

    @Test
    void aMilestoneListsItsWorkstreamsWithRoleStatementAndInitiatives() {
        Plan plan =
                PlanFixture.small()
                        .with("workstreams/empty/index.md", "---\ntitle: Empty\nowner: dave\n---\n")
                        .with(
                                "workstreams/infra/initiatives/big/index.md",
                                "---\ntitle: Big\nowner: dave\n---\n")
                        .with(
                                "workstreams/bare/tasks/x.md",
                                "---\nowner: dave\nmilestone: m1\n---\n")
                        .task("a", "owner: dave", "milestone: m1", "initiative: big")
                        .task("b", "owner: dave", "milestone: m1")
                        .plan();
        Listing listing = plan.listing(plan.findMilestone("m1").orElseThrow());
        assertThat(listing.groups())
                .extracting(Group::title)
                .containsExactly("Infra tooling (Architect)", "bare");
        Group infra = listing.groups().getFirst();
        assertThat(infra.statement()).isEqualTo("One works.");
        assertThat(infra.lines()).extracting(Listing.Line::initiative).containsExactly("Big", null);
        assertThat(plan.milestones()).extracting(MilestonePage::slug).containsExactly("m2", "m1");
        assertThat(plan.findWorkstream("infra").orElseThrow().purpose())
                .isEqualTo("Own the tools.");
    }

    @Test
    void aBrokenFileLeavesThePlanWithoutItsPageAndWithItsProblem() {
        Plan plan = PlanFixture.small().task("a", "owner: dave", "title: a: b").plan();
        assertThat(plan.tasks()).isEmpty();
        assertThat(rules(plan)).containsExactly("yaml-syntax");
        assertThat(Plan.of(List.of()).site().siteName()).isEqualTo("Plan");
    }

    @Test
    void theCollationKeepsLettersAndDigitsOnly() {
        assertThat(TitleOrder.key("Straße №5: \"Ünïcödé\" ﬁt")).isEqualTo("strasseno5unicodefit");
    }

    @Test
    void twoThousandTasksAreIndexedAtOnceEvenInALongChain() {
        List<ParsedFile> files = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text =
                    "---\nowner: who-%d\nmilestone: mile-%d\ndepends_on: [task-%d, lost-%d]\n---\n"
                            .formatted(i, i, i + 1, i);
            files.add(PlanFixture.parse("workstreams/w/tasks/task-" + i + ".md", text));
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> {
                    Plan plan = Plan.of(files);
                    assertThat(plan.tasks()).hasSize(2_000);
                    assertThat(plan.cycles()).isEmpty();
                });
    }

    private static List<String> rules(Plan plan) {
        return PlanFixture.rules(plan.problems());
    }

    private static TaskPage task(Plan plan, String slug) {
        return plan.findTask(slug).orElseThrow();
    }
}

package io.dataface.tasks.chaos.check;

import static io.dataface.tasks.chaos.check.Story.FIRST;
import static io.dataface.tasks.chaos.check.Story.SECOND;
import static io.dataface.tasks.chaos.check.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.chaos.check.Facts.AgentRun;
import io.dataface.tasks.chaos.check.Facts.Branch;
import io.dataface.tasks.chaos.check.Facts.Commit;
import io.dataface.tasks.chaos.check.Facts.Event;
import io.dataface.tasks.chaos.check.Facts.FollowUp;
import io.dataface.tasks.chaos.check.Facts.Lease;
import io.dataface.tasks.chaos.check.Facts.Left;
import io.dataface.tasks.chaos.check.Facts.Log;
import io.dataface.tasks.chaos.check.Facts.Span;
import io.dataface.tasks.chaos.check.Facts.Started;
import io.dataface.tasks.chaos.check.Facts.Task;
import io.dataface.tasks.chaos.check.Facts.Wait;
import io.dataface.tasks.model.DispatchState;
import io.dataface.tasks.model.Phase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Each rule can fail: a violation is planted, and it alone is found.
class CheckerTests {
    private final Story story = new Story();

    @Test
    void soundFactsBreakNothing() {
        assertThat(story.violations()).isEmpty();
    }

    @Test
    void overlappingLeasesBreakI1() {
        story.change(FIRST, 4, e -> later(e, 6));
        story.notices.add(new Facts.Notice(at(6), List.of(FIRST), false));
        breaks("I1", "leased at", "token 12", "build #1");
    }

    @Test
    void tokensThatShrinkBreakI1() {
        story.change(SECOND, 2, e -> withToken(e, 10L));
        story.change(SECOND, 3, e -> withToken(e, 10L));
        story.change(SECOND, 5, e -> withToken(e, 10L));
        breaks("I1", "token 10, after token 11");
    }

    @Test
    void leaseBegunTwiceBreaksI1() {
        story.started.add(new Started("worker-2", new UUID(8, 8), SECOND, 12));
        breaks("I1", "begun twice with token 12", "worker-1", "worker-2");
    }

    @Test
    void agentsAtWorkAtOnceBreakI1() {
        story.agentRuns.add(new AgentRun(1, FIRST, at(2), at(6)));
        story.agentRuns.add(new AgentRun(1, SECOND, at(5), null));
        breaks("I1", "an agent of build #1", "one of build #2");
    }

    @Test
    void agentThatBeginsAgainBreaksI1() {
        story.agentRuns.add(new AgentRun(1, SECOND, at(6), null));
        story.agentRuns.add(new AgentRun(1, SECOND, at(7), null));
        breaks("I1", "an agent of build #2", "began again");
    }

    @Test
    void agentOfAFrozenWorkerMayGoOn() {
        story.agentRuns.add(new AgentRun(1, FIRST, at(2), at(6)));
        story.agentRuns.add(new AgentRun(1, SECOND, at(5), null));
        story.faults.add(new Span("stop worker-1", at(2), at(5), true));
        assertThat(story.violations()).isEmpty();
    }

    @Test
    void resultWithAnOldTokenBreaksI1() {
        story.change(SECOND, 5, e -> withToken(e, 11L));
        breaks("I1", "with token 11; current was 12");
    }

    @Test
    void longWaitWithAFreeSlotBreaksI2() {
        story.waits.add(new Wait(SECOND, at(10), at(21)));
        breaks("I2", "could have been claimed");
    }

    @Test
    void waitDuringAFaultBreaksNothing() {
        story.waits.add(new Wait(SECOND, at(10), at(21)));
        story.faults.add(new Span("kill Postgres", at(12), at(15), false));
        assertThat(story.violations()).isEmpty();
    }

    @Test
    void unblockedAtRestBreaksI2() {
        story.unblocked.add(SECOND);
        breaks("I2", "still queued, and nothing blocks it");
    }

    @Test
    void followUpDeliveredToNoAgentBreaksI2() {
        story.followUps.add(new FollowUp(new UUID(0, 7), 1, "delivered", new UUID(0, 99)));
        breaks("I2", "counts as delivered, but no agent ran");
    }

    @Test
    void followUpThatNobodyCarriesBreaksI2() {
        story.followUps.add(new FollowUp(new UUID(0, 7), 1, "pending", null));
        breaks("I2", "nothing is queued that carries it");
    }

    @Test
    void runAfterASuccessBreaksI3() {
        var third = new UUID(0, 3);
        story.dispatch(third, 3, DispatchState.SUCCEEDED, 13L, Phase.PUSHING, null, "abc", 4);
        story.run(third, 9, 13L, 1);
        story.event(third, 4, 13, DispatchState.RUNNING, DispatchState.SUCCEEDED, 13L);
        story.history.subList(story.history.size() - 4, story.history.size()).stream()
                .map(e -> new Facts.Notice(e.at(), List.of(third), false))
                .forEach(story.notices::add);
        breaks("I3", "queued by the manager after build #2");
    }

    @Test
    void workPushedTwiceBreaksI3() {
        story.branches.set(
                0,
                new Branch(
                        "task/build",
                        "abc",
                        List.of(new Commit("abc", SECOND), new Commit("abb", FIRST))));
        breaks("I3", "holds the work of 2 starts");
    }

    @Test
    void gapInAHistoryBreaksI5() {
        story.lose(SECOND, 4);
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I5").contains("row 5 where 4"));
    }

    @Test
    void stateThatItsHistoryDoesNotTellBreaksI5() {
        story.lose(FIRST, 4);
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I5").contains("ends at RUNNING"))
                .anySatisfy(v -> assertThat(v).startsWith("I5").contains("counts 4"));
    }

    @Test
    void rewrittenHistoryBreaksI5() {
        story.earlier.replaceAll(e -> later(e, 0.5));
        assertThat(story.violations())
                .hasSize(3)
                .allSatisfy(v -> assertThat(v).startsWith("I5").contains("was Event"));
    }

    @Test
    void unknownMoveBreaksI6() {
        story.earlier.clear();
        story.change(FIRST, 3, e -> moving(e, DispatchState.QUEUED, DispatchState.RUNNING));
        breaks("I6", "from QUEUED to RUNNING", "it was LEASED");
    }

    @Test
    void fourthRunAfterThreeFailuresBreaksI7() {
        story.dispatches.clear();
        story.history.clear();
        story.earlier.clear();
        story.branches.clear();
        story.tasks.set(0, new Task(1, "build", null, null, false, "3 failures in a row"));
        for (int i = 1; i <= 4; i++) {
            var id = new UUID(0, i);
            story.dispatch(id, i, DispatchState.FAILED, 20L + i, Phase.AGENT, "exit", null, 4);
            story.run(id, 10 * i, 20 + i, 1);
            story.event(id, 4, 10 * i + 3, DispatchState.RUNNING, DispatchState.FAILED, 20L + i);
        }
        story.history.stream()
                .map(e -> new Facts.Notice(e.at(), List.of(e.dispatch()), false))
                .forEach(story.notices::add);
        breaks("I7", "build #4", "3 failures");
        story.words.add(new Facts.Word(1, at(36), "retry"));
        assertThat(story.violations()).isEmpty();
    }

    @Test
    void openCircuitThatIsNotSaidBreaksI7() {
        story.dispatches.clear();
        story.history.clear();
        story.earlier.clear();
        story.branches.clear();
        story.tasks.set(0, new Task(1, "build", null, null, false, null));
        for (int i = 1; i <= 5; i++) {
            story.dispatch(new UUID(0, i), i, DispatchState.WORKER_GONE, null, null, null, null, 0);
        }
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I7").contains("circuit is closed"));
    }

    @Test
    void runThatOutlivesItsLeaseBreaksI8() {
        story.change(SECOND, 5, e -> later(e, 40));
        story.renewals.put(12L, at(7));
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I8").contains("last renewed at"));
    }

    @Test
    void renewedRunMayBeLong() {
        story.change(SECOND, 5, e -> later(e, 40));
        story.renewals.put(12L, at(39));
        assertThat(story.violations()).noneMatch(v -> v.startsWith("I8"));
    }

    @Test
    void leaseAtRestBreaksI8() {
        story.leases.add(new Lease(SECOND, 12, at(8), at(11)));
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I8").contains("still has a lease"))
                .anySatisfy(v -> assertThat(v).startsWith("I8").contains("has a lease"));
    }

    @Test
    void leftProcessBreaksI9() {
        story.left.add(new Left("process", "4711 agent.sh"));
        breaks("I9", "4711 agent.sh");
    }

    @Test
    void moveThatNobodyHearsOfBreaksI10() {
        story.notices.removeIf(n -> n.at().equals(at(8)));
        breaks("I10", "became SUCCEEDED");
    }

    @Test
    void doorbellThatIsNeverPublishedBreaksI10() {
        story.unrung.add(SECOND);
        breaks("I10", "the doorbell of build #2", "waits to be published");
    }

    @Test
    void grantThatIsNeverBegunBreaksI14() {
        story.change(SECOND, 3, e -> later(e, 30));
        story.change(SECOND, 5, e -> later(e, 31));
        story.renewals.put(12L, at(30));
        assertThat(story.violations())
                .anySatisfy(v -> assertThat(v).startsWith("I14").contains("not begun by"));
    }

    @Test
    void strayBranchIsFound() {
        story.branches.add(new Branch("task/stray", "fff", List.of()));
        breaks("branch", "task/stray is no task's");
    }

    @Test
    void sharedBranchIsFound() {
        story.tasks.add(new Task(2, "other", "task/build", null, false, null));
        breaks("branch", "share the branch");
    }

    @Test
    void headThatPassedNoGateIsFound() {
        story.change(
                SECOND,
                4,
                e -> new Event(SECOND, 4, e.at(), "push_gate", null, null, "m", null, "fff"));
        breaks("branch", "passed no push gate");
    }

    @Test
    void headThatTheRegistryDoesNotKnowIsFound() {
        story.tasks.set(0, new Task(1, "build", "task/build", "abb", true, null));
        breaks("branch", "succeeded with head abb");
    }

    @Test
    void lostWorkIsFound() {
        story.branches.clear();
        breaks("branch", "the remote has no branch task/build");
    }

    @Test
    void gapInALogIsFound() {
        story.logs.set(
                0, new Log(SECOND, 30, 30L, List.of(new long[] {0, 10}, new long[] {15, 15})));
        breaks("log", "goes on at 15 after 10");
    }

    @Test
    void shortLogIsFound() {
        story.logs.set(0, new Log(SECOND, 10, 30L, List.of(new long[] {0, 10})));
        breaks("log", "its result told 30");
    }

    private void breaks(String rule, String... words) {
        assertThat(story.violations())
                .singleElement()
                .asString()
                .startsWith(rule + ": ")
                .contains(words);
    }

    private static Event later(Event e, double seconds) {
        return new Event(
                e.dispatch(),
                e.seq(),
                at(seconds),
                e.event(),
                e.from(),
                e.to(),
                e.actor(),
                e.token(),
                e.detail());
    }

    private static Event withToken(Event e, long token) {
        return new Event(
                e.dispatch(),
                e.seq(),
                e.at(),
                e.event(),
                e.from(),
                e.to(),
                e.actor(),
                token,
                e.detail());
    }

    private static Event moving(Event e, DispatchState from, DispatchState to) {
        return new Event(
                e.dispatch(), e.seq(), e.at(), e.event(), from, to, e.actor(), e.token(), null);
    }
}

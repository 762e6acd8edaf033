package io.dataface.tasks.chaos.check;

import java.util.List;

/// Judges facts by every rule.
public final class Checker {
    private static final List<Rule> RULES =
            List.of(
                    new OneRunAtATime(),
                    new OneAgentATask(),
                    new CurrentTokensMove(),
                    new NothingWaitsInVain(),
                    new FollowUpsArrive(),
                    new NothingIsRedone(),
                    new HistoryFolds(),
                    new LegalMoves(),
                    new BoundedTrying(),
                    new RunsEnd(),
                    new NothingIsLeft(),
                    new ChangesAreTold(),
                    new BellsAreRung(),
                    new LeasesAreTakenUp(),
                    new OneBranchATask(),
                    new LogsAreWhole());

    private Checker() {}

    /// What is broken; empty where all rules hold.
    public static List<Violation> check(Facts facts) {
        return RULES.stream()
                .flatMap(
                        rule ->
                                rule.broken(facts).stream()
                                        .map(message -> new Violation(rule.name(), message)))
                .toList();
    }
}

package io.dataface.tasks.chaos.check;

import java.util.List;

/// I10, for the outbox: at rest no doorbell waits to be published any more.
final class BellsAreRung implements Rule {
    @Override
    public String name() {
        return "I10";
    }

    @Override
    public List<String> broken(Facts facts) {
        return facts.unrung().stream()
                .map(id -> "the doorbell of " + facts.name(id) + " still waits to be published")
                .toList();
    }
}

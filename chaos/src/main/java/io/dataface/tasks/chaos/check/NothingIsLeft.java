package io.dataface.tasks.chaos.check;

import java.util.List;

/// I9: at rest no process of a run is left, and no workspace, run folder, ref or branch that
/// nothing owns.
final class NothingIsLeft implements Rule {
    @Override
    public String name() {
        return "I9";
    }

    @Override
    public List<String> broken(Facts facts) {
        return facts.left().stream()
                .map(
                        left ->
                                "a %s is left that nothing owns: %s"
                                        .formatted(left.kind(), left.what()))
                .toList();
    }
}

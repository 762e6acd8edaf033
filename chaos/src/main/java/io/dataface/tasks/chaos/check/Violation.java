package io.dataface.tasks.chaos.check;

/// One broken rule.
///
/// @param rule its short name, such as `I1`
/// @param message names the task, the dispatch and the rows that show it
public record Violation(String rule, String message) {
    @Override
    public String toString() {
        return rule + ": " + message;
    }
}

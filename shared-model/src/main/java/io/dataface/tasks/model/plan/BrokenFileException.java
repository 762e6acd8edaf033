package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Problem.Severity;

/// A file that cannot be read on, with the place at which reading ended.
final class BrokenFileException extends Exception {

    private final int line;
    private final int column;
    private final String rule;
    private final String fix;

    BrokenFileException(int line, int column, String rule, String message, String fix) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
        this.rule = rule;
        this.fix = fix;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    int line() {
        return line;
    }

    String fix() {
        return fix;
    }

    Problem problem(String path) {
        return new Problem(path, line, column, rule, Severity.ERROR, reason(), fix);
    }
}

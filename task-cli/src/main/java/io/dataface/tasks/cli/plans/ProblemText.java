package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.invocation.Output;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem in a plan's file as editors and people read it.
///
/// @param path as it is to be shown
/// @param severity error, warning or hint
record ProblemText(
        String path,
        int line,
        int column,
        String rule,
        String severity,
        String message,
        @Nullable String fix) {

    static ProblemText of(String path, io.dataface.tasks.model.plan.Problem problem) {
        return new ProblemText(
                path,
                problem.line(),
                problem.column(),
                problem.rule(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.message(),
                problem.fix());
    }

    /// `file:line:col: severity rule: message`, and below it the fix.
    void print(Output output) {
        output.line(
                "%s:%d:%d: %s %s: %s"
                        .formatted(
                                path, line, column, output.style().state(severity), rule, message));
        if (fix != null && !fix.isEmpty()) {
            output.line("  fix: " + fix);
        }
    }

    Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("path", path);
        fields.put("line", line);
        fields.put("column", column);
        fields.put("rule", rule);
        fields.put("severity", severity);
        fields.put("message", message);
        fields.put("fix", fix);
        return fields;
    }
}

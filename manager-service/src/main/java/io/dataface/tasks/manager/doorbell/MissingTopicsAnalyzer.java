package io.dataface.tasks.manager.doorbell;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at the end of a start that failed how to make what is missing.
class MissingTopicsAnalyzer extends AbstractFailureAnalyzer<MissingTopicsException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, MissingTopicsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Make them, then start again (docs/pubsub.md says which rights are needed):\n\n"
                        + String.join("\n", cause.commands()),
                cause);
    }
}

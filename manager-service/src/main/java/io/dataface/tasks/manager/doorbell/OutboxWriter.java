package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.feed.RegistryChanged;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes into the outbox, at the end of each transaction that changed tasks, what can be had
/// through it: one statement a plan, committed with the change or not at all.
@Component
@WithPubSub
class OutboxWriter {
    private final Outbox outbox;
    private final OutboxDrain drain;

    OutboxWriter(Outbox outbox, OutboxDrain drain) {
        this.outbox = outbox;
        this.drain = drain;
    }

    @EventListener
    void on(RegistryChanged change) {
        if (change.tasks().isEmpty() && !change.files()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            var changes = new Changes();
            changes.add(change);
            changes.beforeCommit(false);
            changes.afterCommit();
            return;
        }
        var known = TransactionSynchronizationManager.getResource(this);
        if (known instanceof Changes changes) {
            changes.add(change);
        } else {
            var changes = new Changes();
            changes.add(change);
            TransactionSynchronizationManager.bindResource(this, changes);
            TransactionSynchronizationManager.registerSynchronization(changes);
        }
    }

    /// What one transaction changed.
    private final class Changes implements TransactionSynchronization {
        private final Map<String, Set<String>> tasks = new LinkedHashMap<>();
        private final Set<String> wholePlans = new HashSet<>();
        private int rows;

        void add(RegistryChanged change) {
            tasks.computeIfAbsent(change.plan(), plan -> new HashSet<>()).addAll(change.tasks());
            if (change.files()) {
                wholePlans.add(change.plan());
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            var trace = traceparent();
            tasks.forEach(
                    (plan, ids) ->
                            rows +=
                                    wholePlans.contains(plan)
                                            ? outbox.ringPlan(plan, trace)
                                            : outbox.ring(plan, ids, trace));
        }

        @Override
        public void afterCommit() {
            if (rows > 0) {
                drain.wake();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(OutboxWriter.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(OutboxWriter.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OutboxWriter.this);
        }
    }

    /// The request's trace, which the manager logs with, under a span of the message's own.
    private static @Nullable String traceparent() {
        var trace = MDC.get("traceId");
        return trace == null
                ? null
                : "00-%s-%016x-01".formatted(trace, UUID.randomUUID().getLeastSignificantBits());
    }
}

package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.emulator.Broker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts the doorbells that all workers heard.
final class Heard {
    private final Set<String> messages = new HashSet<>();
    private final Set<String> attempts = new HashSet<>();
    private long deliveries;

    /// @param deliveries messages that reached a worker, each as often as it did
    /// @param messages different ones of them
    /// @param attempts different attempts of dispatches that they named
    record Count(long deliveries, long messages, long attempts) {}

    synchronized void note(List<Broker.Pulled> bells) {
        deliveries += bells.size();
        for (var bell : bells) {
            // An emulator that starts anew counts its messages from 1 again.
            messages.add(bell.id() + bell.attributes());
            attempts.add(
                    bell.attributes().get("dispatch") + " " + bell.attributes().get("attempt"));
        }
    }

    synchronized Count count() {
        return new Count(deliveries, messages.size(), attempts.size());
    }
}

package io.dataface.tasks.chaos.scenario;

import java.time.Duration;

/// Something that is done to a part of the installation.
///
/// @param at when, from the scenario's begin
/// @param number which worker, from 1; 0 for the other parts
/// @param lasting how long; for a killed part, until it is started again
/// @param strength for what is slow, the time that each message waits; for what drops, the
///     part of
///     answers that are lost, in percent
record Fault(Duration at, Kind kind, Target target, int number, Duration lasting, int strength) {

    enum Kind {
        KILL,
        STOP,
        SLOW,
        DROP
    }

    enum Target {
        MANAGER,
        WORKER,
        POSTGRES,
        /// What carries messages; only where there is one.
        EMULATOR
    }

    @Override
    public String toString() {
        return "%.1fs %s %s%s for %.1fs%s"
                .formatted(
                        at.toMillis() / 1000.0,
                        kind.name().toLowerCase(),
                        target.name().toLowerCase(),
                        number == 0 ? "" : "-" + number,
                        lasting.toMillis() / 1000.0,
                        strength == 0 ? "" : " (" + strength + ")");
    }
}

package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.emulator.EmulatorProgram;
import org.jspecify.annotations.Nullable;

/// Reads what a person said about the transport.
final class Transports {
    private Transports() {}

    /// @param name as written
    /// @param emulator host and port as written
    static Transport of(String name, @Nullable String emulator) {
        return switch (name) {
            case "postgres" -> postgres(emulator);
            case "pubsub" -> emulator == null ? own() : new Transport.PubSub(address(emulator));
            default ->
                    throw new CliException(
                            Exit.USAGE,
                            "usage",
                            "--transport must be postgres or pubsub, not " + name);
        };
    }

    private static Transport postgres(@Nullable String emulator) {
        if (emulator != null) {
            throw new CliException(
                            Exit.USAGE, "usage", "--pubsub-emulator goes with --transport pubsub")
                    .fix("add --transport pubsub, or leave --pubsub-emulator out");
        }
        return new Transport.Postgres();
    }

    private static String address(String text) {
        if (!text.matches("[A-Za-z0-9._-]+:[0-9]{1,5}")
                || Integer.parseInt(text.substring(text.indexOf(':') + 1)) > 65_535) {
            throw new CliException(
                    Exit.USAGE,
                    "usage",
                    "--pubsub-emulator must be a host and a port, as 127.0.0.1:8085, not " + text);
        }
        return text;
    }

    private static Transport own() {
        try {
            return EmulatorProgram.find()
                    .map(found -> new Transport.OwnPubSub(found.jar(), Ports.freeForEmulator()))
                    .orElseThrow(
                            () ->
                                    new CliException(
                                                    Exit.FAILURE,
                                                    "emulator_missing",
                                                    "there is no Pub/Sub emulator here")
                                            .why(
                                                    "neither PUBSUB_EMULATOR_JAR names one nor a"
                                                            + " Google Cloud CLI has one")
                                            .fix(
                                                    "install google-cloud-cli-pubsub-emulator, or"
                                                            + " name one that runs with"
                                                            + " --pubsub-emulator <host:port>, or"
                                                            + " leave --transport out"));
        } catch (IllegalStateException e) {
            throw new CliException(
                            Exit.USAGE, "emulator_missing", "there is no Pub/Sub emulator here")
                    .why(String.valueOf(e.getMessage()))
                    .fix("correct PUBSUB_EMULATOR_JAR or unset it");
        }
    }
}

package io.dataface.tasks.chaos.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The long run with many workers from the command line; exit 1 if a rule was broken.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description =
                "Managers, an emulator and many played workers; everything is killed at random.")
public final class FleetCommand implements Callable<Integer> {
    private final PrintStream out = System.out;

    @Option(names = "--managers", defaultValue = "3", description = "(${DEFAULT-VALUE})")
    private int managers;

    @Option(names = "--workers", defaultValue = "20", description = "(${DEFAULT-VALUE})")
    private int workers;

    @Option(names = "--dispatches", defaultValue = "2000", description = "(${DEFAULT-VALUE})")
    private int dispatches;

    @Option(
            names = "--work",
            defaultValue = "20",
            description = "Seconds that an agent works at most (${DEFAULT-VALUE}).")
    private int work;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "What is hurt when (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--folder",
            defaultValue = "chaos/target/fleets",
            description = "Where the installation is kept (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    private FleetCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        var home = Files.createTempDirectory(Files.createDirectories(folder), "seed-" + seed + "-");
        var fleet =
                new Fleet(
                        managers,
                        workers,
                        dispatches,
                        Duration.ofSeconds(work),
                        seed,
                        InstantSource.system(),
                        line -> out.println("  " + line));
        var report = fleet.play(home.toAbsolutePath());
        report.violations().forEach(violation -> out.println("  " + violation));
        out.printf(
                "seed %d: %s; %d managers, %d workers, %d tasks in %d s; hurt: %s; ends: %s; rings"
                        + " asked for: %d, heard: %s; due to leased after the first: p50, p99,"
                        + " most %s ms%n",
                seed,
                report.violations().isEmpty()
                        ? "sound"
                        : report.violations().size() + " VIOLATIONS, kept in " + home,
                managers,
                workers,
                dispatches,
                report.took().toSeconds(),
                report.kills(),
                report.ends(),
                report.rings(),
                report.heard(),
                report.claimed());
        return report.violations().isEmpty() ? 0 : 1;
    }
}

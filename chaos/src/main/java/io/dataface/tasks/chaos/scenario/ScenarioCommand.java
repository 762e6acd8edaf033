package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.fleet.FleetCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Plays seeds from the command line: one line a seed, then a summary; exit 1 if a rule was
/// broken.
@Command(
        name = "chaos/run",
        subcommands = FleetCommand.class,
        mixinStandardHelpOptions = true,
        description = "Hurts a real installation by seeded schedules and checks what is left.")
public final class ScenarioCommand implements Callable<Integer> {
    private final PrintStream out = System.out;

    @Option(names = "--seed", defaultValue = "1", description = "First seed (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--seeds", defaultValue = "1", description = "How many (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--tasks",
            defaultValue = "20",
            description = "Tasks a seed (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--folder",
            defaultValue = "chaos/target/scenarios",
            description = "Where installations and evidence are kept (${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Option(
            names = "--transport",
            defaultValue = "postgres",
            description = "How workers hear of work: postgres or pubsub (${DEFAULT-VALUE}).")
    private Transport transport = Transport.POSTGRES;

    private ScenarioCommand() {}

    /// Runs the command and ends the JVM with its exit code.
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new ScenarioCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var evidence = folder.resolve("evidence");
        long begin = System.nanoTime();
        var outcomes =
                new Seeds(folder, evidence, tasks, transport, InstantSource.system())
                        .play(seed, seeds, outcome -> tell(outcome, evidence));
        long minutes = (System.nanoTime() - begin) / 60_000_000_000L;
        var broken = outcomes.stream().filter(outcome -> !outcome.sound()).toList();
        out.printf(
                "%d seeds with %d tasks each in %d min: %d sound, %d broken %s%n",
                outcomes.size(),
                tasks,
                minutes,
                outcomes.size() - broken.size(),
                broken.size(),
                names(broken));
        return broken.isEmpty() ? 0 : 1;
    }

    private void tell(Outcome outcome, Path evidence) {
        out.println(outcome);
        outcome.violations().forEach(violation -> out.println("  " + violation));
        if (!outcome.sound()) {
            out.println("  evidence: " + evidence.resolve("seed-" + outcome.seed()));
        }
    }

    private static List<Long> names(List<Outcome> broken) {
        return broken.stream().map(Outcome::seed).toList();
    }
}

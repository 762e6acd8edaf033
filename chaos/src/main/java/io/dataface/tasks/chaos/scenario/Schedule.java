package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.scenario.Fault.Kind;
import io.dataface.tasks.chaos.scenario.Fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// All that a seed decides: what each task's agent does, what depends on what, what people
/// do, and which faults come when. The same seed gives the same schedule; what the processes
/// make of it is theirs.
///
/// @param tasks in the order of the tasks
/// @param words in the order of their times
/// @param faults in the order of their times
record Schedule(long seed, List<Work> tasks, List<Word> words, List<Fault> faults) {
    /// Faults come within this time, however many tasks there are.
    private static final Duration SPAN = Duration.ofSeconds(6);

    /// What a task's agent does.
    ///
    /// @param steps of the scripted agent
    /// @param dependsOn positions of earlier tasks
    record Work(List<String> steps, List<Integer> dependsOn) {}

    /// What a person does.
    ///
    /// @param task position of the task
    /// @param action `follow-up`, `cancel`, `interrupt` or `retry`
    record Word(Duration at, int task, String action) {}

    /// The schedule of a seed for so many tasks and workers, all told by waiting polls.
    static Schedule of(long seed, int tasks, int workers) {
        return of(seed, tasks, workers, Transport.POSTGRES);
    }

    /// The schedule of a seed; where messages are carried, their carrier is hurt too.
    static Schedule of(long seed, int tasks, int workers, Transport transport) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var work = new ArrayList<Work>();
        for (int i = 0; i < tasks; i++) {
            work.add(work(random, i));
        }
        // The more there is to do, the longer it is hurt.
        int rounds = Math.max(1, tasks / 40);
        var faults = new ArrayList<Fault>();
        var words = new ArrayList<Word>();
        for (int round = 0; round < rounds; round++) {
            var begin = SPAN.multipliedBy(round);
            int count = 3 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                faults.add(fault(random, begin, workers, transport.targets()));
            }
            for (var action : List.of("follow-up", "follow-up", "cancel", "interrupt", "retry")) {
                words.add(new Word(moment(random, begin), random.nextInt(tasks), action));
            }
        }
        faults.sort(Comparator.comparing(Fault::at));
        words.sort(Comparator.comparing(Word::at));
        return new Schedule(seed, work, words, faults);
    }

    private static Work work(RandomGenerator random, int position) {
        var steps = new ArrayList<String>();
        if (random.nextInt(5) == 0) {
            steps.add("lines " + (20 + random.nextInt(400)));
        }
        boolean longer = random.nextInt(12) == 0;
        steps.add("sleep %.2f".formatted(longer ? 3.0 : 0.3 + random.nextDouble() * 1.2));
        int end = random.nextInt(100);
        if (end < 12) {
            steps.add("say error: this one never works");
            steps.add("exit 3");
        } else if (end < 60) {
            steps.add("write work.txt");
        } else if (end < 95) {
            steps.add("commit work.txt");
            steps.add("sleep 0.1");
        }
        boolean depends = position > 0 && random.nextInt(5) == 0;
        return new Work(
                List.copyOf(steps), depends ? List.of(random.nextInt(position)) : List.of());
    }

    private static Fault fault(
            RandomGenerator random, Duration begin, int workers, List<Target> targets) {
        var kind = Kind.values()[random.nextInt(Kind.values().length)];
        var target = targets.get(random.nextInt(targets.size()));
        int number = target == Target.WORKER ? 1 + random.nextInt(workers) : 0;
        var at = moment(random, begin);
        return switch (kind) {
            case KILL -> new Fault(at, kind, target, number, millis(random, 0, 1500), 0);
            case STOP -> new Fault(at, kind, target, number, millis(random, 200, 5000), 0);
            case SLOW ->
                    new Fault(
                            at,
                            kind,
                            target,
                            number,
                            millis(random, 1000, 4000),
                            target == Target.POSTGRES || target == Target.EMULATOR
                                    ? 2 + random.nextInt(30)
                                    : 50 + random.nextInt(500));
            case DROP ->
                    new Fault(
                            at,
                            kind,
                            target,
                            number,
                            millis(random, 300, 3500),
                            10 + random.nextInt(91));
        };
    }

    private static Duration moment(RandomGenerator random, Duration begin) {
        return begin.plus(millis(random, 200, (int) SPAN.toMillis()));
    }

    private static Duration millis(RandomGenerator random, int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }
}

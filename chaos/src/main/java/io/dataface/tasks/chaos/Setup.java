package io.dataface.tasks.chaos;

import io.dataface.tasks.emulator.PubSubEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an installation is made of.
///
/// @param tasks how many tasks its plan has: `t-001`, `t-002`, …
/// @param workers how many workers, named `worker-1`, `worker-2`, …
/// @param capacity runs at once on each worker
/// @param lease length of a lease; kill time, grace and renewal period follow from it
/// @param retryBase wait before the first automatic retry
/// @param managers how many managers on the one database; several are reached through [Proxy]
/// @param proxied whether the workers reach the manager through [Proxy] only
/// @param emulator whose messages wake the workers; null: their own waiting polls do
/// @param managerOptions more `key=value` options of the manager
/// @param workerOptions more options of the workers
public record Setup(
        int tasks,
        int workers,
        int capacity,
        Duration lease,
        Duration retryBase,
        int managers,
        boolean proxied,
        @Nullable PubSubEmulator emulator,
        List<String> managerOptions,
        List<WorkerOption> workerOptions) {
    /// Copies the options.
    public Setup {
        managerOptions = List.copyOf(managerOptions);
        workerOptions = List.copyOf(workerOptions);
    }

    /// Short leases (3 s) and retries (300 ms), two runs at once on each worker, one manager,
    /// no
    /// proxy.
    public static Setup of(int tasks, int workers) {
        return new Setup(
                tasks,
                workers,
                2,
                Duration.ofSeconds(3),
                Duration.ofMillis(300),
                1,
                false,
                null,
                List.of(),
                List.of());
    }

    /// With so many runs at once on each worker.
    public Setup withCapacity(int runs) {
        return with(runs, lease, retryBase, managers, proxied, emulator);
    }

    /// With leases of that length.
    public Setup withLease(Duration length) {
        return with(capacity, length, retryBase, managers, proxied, emulator);
    }

    /// With that wait before the first automatic retry.
    public Setup withRetryBase(Duration wait) {
        return with(capacity, lease, wait, managers, proxied, emulator);
    }

    /// With so many managers, and a proxy before them that finds one that answers.
    public Setup withManagers(int count) {
        return with(capacity, lease, retryBase, count, proxied || count > 1, emulator);
    }

    /// With a proxy between workers and manager.
    public Setup throughProxy() {
        return with(capacity, lease, retryBase, managers, true, emulator);
    }

    /// With messages that wake the workers.
    ///
    /// @param carrier is started where it does not run, and left running
    public Setup overPubSub(PubSubEmulator carrier) {
        return with(capacity, lease, retryBase, managers, proxied, carrier);
    }

    private Setup with(
            int runs,
            Duration length,
            Duration wait,
            int count,
            boolean throughProxy,
            @Nullable PubSubEmulator carrier) {
        return new Setup(
                tasks,
                workers,
                runs,
                length,
                wait,
                count,
                throughProxy,
                carrier,
                managerOptions,
                workerOptions);
    }

    /// With one more option of the managers, without the leading dashes: `tasks.max-live=3`.
    public Setup withManagerOption(String option) {
        var more = new ArrayList<>(managerOptions);
        more.add(option);
        return with(more, workerOptions);
    }

    /// With one more option of each worker, without the leading dashes.
    public Setup withWorkerOption(String option) {
        return withWorkerOption(WorkerOption.ALL, option);
    }

    /// With one more option of the worker of that number, without the leading dashes.
    public Setup withWorkerOption(int worker, String option) {
        var more = new ArrayList<>(workerOptions);
        more.add(new WorkerOption(worker, option));
        return with(managerOptions, more);
    }

    private Setup with(List<String> ofManagers, List<WorkerOption> ofWorkers) {
        return new Setup(
                tasks,
                workers,
                capacity,
                lease,
                retryBase,
                managers,
                proxied,
                emulator,
                ofManagers,
                ofWorkers);
    }

    /// An option of one worker, or of all.
    ///
    /// @param worker its number, or 0 for all
    /// @param option `key=value`
    public record WorkerOption(int worker, String option) {
        static final int ALL = 0;

        boolean isFor(int number) {
            return worker == ALL || worker == number;
        }
    }

    /// Options in the order of their keys, for a command line.
    static List<String> words(Map<String, ?> options) {
        return new TreeMap<>(options)
                .entrySet().stream().map(o -> "--" + o.getKey() + "=" + o.getValue()).toList();
    }
}

package io.dataface.tasks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an installation is made of.
///
/// @param tasks how many tasks its plan has: `t-001`, `t-002`, …
/// @param workers how many workers, named `worker-1`, `worker-2`, …
/// @param capacity runs at once on each worker
/// @param lease length of a lease; kill time, grace and renewal period follow from it
/// @param retryBase wait before the first automatic retry
/// @param proxied whether the workers reach the manager through [Proxy] only
/// @param managerOptions more `key=value` options of the manager
/// @param workerOptions more options of the workers
public record Setup(
        int tasks,
        int workers,
        int capacity,
        Duration lease,
        Duration retryBase,
        boolean proxied,
        List<String> managerOptions,
        List<WorkerOption> workerOptions) {
    /// Copies the options.
    public Setup {
        managerOptions = List.copyOf(managerOptions);
        workerOptions = List.copyOf(workerOptions);
    }

    /// Short leases (3 s) and retries (300 ms), two runs at once on each worker, no proxy.
    public static Setup of(int tasks, int workers) {
        return new Setup(
                tasks,
                workers,
                2,
                Duration.ofSeconds(3),
                Duration.ofMillis(300),
                false,
                List.of(),
                List.of());
    }

    /// With so many runs at once on each worker.
    public Setup withCapacity(int runs) {
        return new Setup(
                tasks, workers, runs, lease, retryBase, proxied, managerOptions, workerOptions);
    }

    /// With leases of that length.
    public Setup withLease(Duration length) {
        return new Setup(
                tasks,
                workers,
                capacity,
                length,
                retryBase,
                proxied,
                managerOptions,
                workerOptions);
    }

    /// With that wait before the first automatic retry.
    public Setup withRetryBase(Duration wait) {
        return new Setup(
                tasks, workers, capacity, lease, wait, proxied, managerOptions, workerOptions);
    }

    /// With a proxy between workers and manager.
    public Setup throughProxy() {
        return new Setup(
                tasks, workers, capacity, lease, retryBase, true, managerOptions, workerOptions);
    }

    /// With one more option of the manager, without the leading dashes: `tasks.max-live=3`.
    public Setup withManagerOption(String option) {
        var more = new ArrayList<>(managerOptions);
        more.add(option);
        return new Setup(tasks, workers, capacity, lease, retryBase, proxied, more, workerOptions);
    }

    /// With one more option of each worker, without the leading dashes.
    public Setup withWorkerOption(String option) {
        return withWorkerOption(WorkerOption.ALL, option);
    }

    /// With one more option of the worker of that number, without the leading dashes.
    public Setup withWorkerOption(int worker, String option) {
        var more = new ArrayList<>(workerOptions);
        more.add(new WorkerOption(worker, option));
        return new Setup(tasks, workers, capacity, lease, retryBase, proxied, managerOptions, more);
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

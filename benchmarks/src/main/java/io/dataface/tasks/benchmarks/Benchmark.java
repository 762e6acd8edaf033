package io.dataface.tasks.benchmarks;

/// One thing that is measured, by name on the command line.
interface Benchmark {
    /// Measures and prints a table.
    ///
    /// @throws Exception whatever broke it: a benchmark that fails has no figures
    void run(Options options) throws Exception;
}

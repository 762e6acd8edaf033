package io.dataface.tasks.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The command `benchmarks/run NAME [--seconds N] [--only PART,…] [--finished N] [--recording
/// F]`.
final class Benchmarks {
    private static final Map<String, Benchmark> ALL =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("activity", new Activity()),
                            Map.entry("agent", new AgentStart()),
                            Map.entry("dispatches", new Dispatches()),
                            Map.entry("docs-start", new DocsStart()),
                            Map.entry("edit", new Edit()),
                            Map.entry("import", new Import()),
                            Map.entry("kickoff", new Kickoff()),
                            Map.entry("pages", new Pages()),
                            Map.entry("polls", new Polls()),
                            Map.entry("renewals", new Renewals()),
                            Map.entry("search", new Search()),
                            Map.entry("site", new SitePages()),
                            Map.entry("startup", new Startup())));

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        Benchmark benchmark = words.isEmpty() ? null : ALL.get(words.getFirst());
        if (benchmark == null) {
            System.err.println("benchmarks/run NAME [--seconds N]; names: " + ALL.keySet());
            System.exit(2);
            return;
        }
        benchmark.run(Options.parse(words.subList(1, words.size())));
        System.exit(0);
    }
}

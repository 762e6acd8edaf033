package io.dataface.tasks.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The command `benchmarks/run NAME [--seconds N] [--only PART,…] [--finished N] [--recording F]`.
final class Benchmarks {
    private static final Map<String, Benchmark> ALL =
            new TreeMap<>(
                    Map.of(
                            "activity", new Activity(),
                            "agent", new AgentStart(),
                            "dispatches", new Dispatches(),
                            "import", new Import(),
                            "kickoff", new Kickoff(),
                            "pages", new Pages(),
                            "renewals", new Renewals(),
                            "search", new Search(),
                            "site", new SitePages(),
                            "startup", new Startup()));

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

package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Searches over a plan of 2,000 pages by 16 readers at once, one of 5,000 questions each time:
/// with answers kept as usual, and with none kept at all; and the time from a saved edit until
/// its
/// new word is found.
final class Search implements Benchmark {
    private static final int EDITS = 20;
    private static final int QUESTIONS = 5_000;

    @Override
    public void run(Options options) throws Exception {
        Path folder = Files.createTempDirectory("benchmark-plan-");
        WordyPlan plan = WordyPlan.write(folder.resolve("tasks"));
        try (Site site = Site.start(folder, options)) {
            site.await("select count(*) from search_page", WordyPlan.TASKS);
            List<String> asked =
                    plan.questions(QUESTIONS).stream()
                            .map(q -> URLEncoder.encode(q, StandardCharsets.UTF_8))
                            .toList();
            Readers.head();
            if (options.has("kept")) {
                measure("", site, asked, options);
            }
            if (options.has("made")) {
                site.restart("tasks.docs.keep.bytes", "0B");
                measure(", nothing kept", site, asked, options);
            }
            if (!options.has("found")) {
                return;
            }
            Latencies found = new Latencies();
            for (int i = 0; i < EDITS; i++) {
                found.add(untilFound(site, plan, i));
            }
            System.out.printf(
                    "%nA saved edit until its word is found: p50 %.0f ms, worst %.0f ms (%d"
                            + " edits)%n",
                    found.millis(0.5), found.millis(1), EDITS);
        }
    }

    private static void measure(String how, Site site, List<String> asked, Options options)
            throws Exception {
        List<String> boxes = asked.stream().map(q -> "/parts/search?q=" + q).toList();
        List<String> pages = asked.stream().map(q -> "/search?q=" + q).toList();
        Readers.measure("box" + how, site, boxes, options.seconds());
        Readers.measure("page" + how, site, pages, options.seconds());
    }

    private static long untilFound(Site site, WordyPlan plan, int edit)
            throws IOException, InterruptedException {
        String word = "newword" + "abcdefghijklmnopqrst".charAt(edit) + "x";
        long began = System.nanoTime();
        plan.add(edit * 97, word);
        try (Wire wire = new Wire(site.port(), "")) {
            while (!wire.send("GET", "/parts/search?q=" + word, null)
                    .text()
                    .contains("<mark>" + word)) {
                if (System.nanoTime() - began > 30_000_000_000L) {
                    throw new IOException("not found after 30 s: " + word);
                }
                Thread.sleep(5);
            }
        }
        return System.nanoTime() - began;
    }
}

package io.dataface.tasks.docs.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.markdown.RenderedMarkdown.Html;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rendering never fails, and warm it takes at most 200 ms for any text of 64 KiB.
class MarkdownLimitsTests {

    private static final int SIZE = 65_536;

    private static final Duration MOST = Duration.ofMillis(200);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// The best of so many tries counts: what is compiled or collected meanwhile is not ours, and a
    /// loop that no other text runs through is compiled after a few.
    private static final int TRIES = 10;

    private static final List<String> FRAGMENTS =
            List.of(
                    "`",
                    "``",
                    "` ",
                    "*",
                    "**",
                    "***",
                    "*a **b ",
                    "_",
                    "_a",
                    "*a_",
                    "~",
                    "~~",
                    "~~a~~",
                    "[",
                    "]",
                    "![",
                    "[a](",
                    "[a](b)",
                    "![a](",
                    "](",
                    "](b)",
                    "[](<",
                    "[a][b]",
                    "[a]: b\n",
                    "[^1]",
                    "[^1]: a\n",
                    "> ",
                    ">",
                    "- ",
                    "- a\n",
                    "- [ ] a\n",
                    "1. a\n",
                    "* * *\n",
                    "# a\n",
                    "a\n===\n",
                    "a\n-\n",
                    "    a\n",
                    "\t",
                    "```\n",
                    "~~~a\n\n",
                    "```mermaid\n",
                    "<",
                    "</",
                    "<a ",
                    "<b>",
                    "</b>",
                    "<b><i>",
                    "<div>",
                    "<details>",
                    "<table><tr><td>",
                    "<!--",
                    "-->",
                    "<?",
                    "<![CDATA[",
                    "<script>",
                    "<style>",
                    "<svg>",
                    "<a href=\"",
                    "\">",
                    "<a@b.c>",
                    "<http://a>",
                    "&",
                    "&amp;",
                    "&#x",
                    "http://a",
                    "www.a.",
                    "a@",
                    "a.b@c.",
                    "|",
                    "|a",
                    "|-",
                    "|\n|-\n",
                    "| a |\n",
                    "|a|b|\n|-|-|\n",
                    "!!! note\n",
                    "!!! note \"a\"\n    ",
                    "??? tip\n\n    ",
                    "> [!NOTE]\n> ",
                    "a\n: b\n",
                    "\n\n:   b\n\n",
                    ": ",
                    "{{",
                    "{{ x() }}",
                    "}}",
                    "\\",
                    "\n",
                    "\n\n",
                    "  \n",
                    " ",
                    "é",
                    "😀",
                    "\u0000",
                    "\r",
                    "\u2028",
                    "\"",
                    "(",
                    ")",
                    "a",
                    "word ",
                    "\uD800",
                    "\u202E");

    private final MarkdownRenderer renderer = SHARED;

    private static final MarkdownRenderer SHARED = new MarkdownRenderer();

    @BeforeAll
    static void warmUp() {
        IntStream.range(0, 60).forEach(seed -> render(SHARED, random(seed, 16_000)));
        // What is measured shall be compiled before.
        Stream.concat(floods(), bombs().stream())
                .forEach(text -> render(SHARED, text.substring(0, Math.min(text.length(), 8_000))));
    }

    static Stream<String> floods() {
        return FRAGMENTS.stream().map(fragment -> filled(fragment, SIZE));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void oneFragmentOverAndOver(String text) {
        assertRenderedInTime(text);
    }

    static List<String> bombs() {
        List<String> bombs = new ArrayList<>();
        bombs.add("*".repeat(32_000) + "a" + "*".repeat(32_000));
        bombs.add("*a ".repeat(10_000) + "b" + " a*".repeat(10_000));
        bombs.add("*a_".repeat(8_000) + "b" + "_a*".repeat(8_000));
        bombs.add("[".repeat(32_000) + "a" + "]".repeat(32_000));
        bombs.add("![".repeat(13_000) + "a" + "](b)".repeat(9_000));
        bombs.add("|a".repeat(8_000) + "\n" + "|-".repeat(8_000) + "\n" + "|b\n".repeat(10_000));
        bombs.add("|a".repeat(10_000) + "\n" + "|-".repeat(10_000) + "\n" + "|b".repeat(10_000));
        bombs.add(filled("|a|b|c|d\n|-|-|-|-\nx\nx\nx\n\n", SIZE));
        bombs.add("<b>".repeat(250) + filled("\n\na", 60_000));
        bombs.add("<b><i><u><s>".repeat(80) + filled("\n\na", 60_000));
        bombs.add("<b><i><u><s><em><q><del>\n\n" + filled("a\n\n", 60_000));
        bombs.add("<div>".repeat(13_000));
        bombs.add("<a " + "a=b ".repeat(15_000) + ">");
        bombs.add("<a b=\">\"" + " c".repeat(30_000) + ">");
        bombs.add(">".repeat(60_000) + "a");
        bombs.add(filled("> > > > > > > > > > > > > > > a\n", SIZE));
        bombs.add(
                IntStream.range(0, 250)
                        .mapToObj(n -> "  ".repeat(n) + "- a\n")
                        .reduce("", String::concat));
        bombs.add(
                IntStream.range(0, 170)
                        .mapToObj(n -> "    ".repeat(n) + "!!! note\n")
                        .reduce("", String::concat));
        bombs.add("[^a]".repeat(10_000) + "\n\n[^a]: x\n");
        bombs.add(
                IntStream.range(1, 3_000)
                        .mapToObj(n -> "[^" + n + "]: [^" + (n - 1) + "]\n")
                        .reduce("[^2999]\n\n", String::concat));
        bombs.add(
                IntStream.range(1, 350)
                        .mapToObj(n -> "`".repeat(n) + "a")
                        .reduce("", String::concat));
        bombs.add("a.".repeat(32_000) + "@b.c");
        bombs.add("http://" + "(".repeat(60_000));
        bombs.add("[" + "a".repeat(60_000) + "]: b");
        bombs.add("```a title=\"" + "b".repeat(60_000));
        bombs.add("a".repeat(SIZE));
        bombs.add(filled("\\<!-- <!--|a ", SIZE));
        bombs.add(filled("\\[[a ", SIZE));
        return bombs;
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void whatIsMadeToBeSlow(String text) {
        assertRenderedInTime(text);
    }

    static Stream<String> mixtures() {
        return IntStream.range(1_000, 1_120).mapToObj(seed -> random(seed, SIZE));
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void fragmentsInAnyOrder(String text) {
        assertRenderedInTime(text);
    }

    private void assertRenderedInTime(String text) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < TRIES && best.compareTo(MOST) > 0; i++) {
            Duration taken = timeToRender(text);
            best = taken.compareTo(best) < 0 ? taken : best;
        }

        assertThat(best).as(text.substring(0, Math.min(40, text.length()))).isLessThan(MOST);
    }

    /// The processor's time, as the machine may do something else meanwhile; all of it on one
    /// thread, whose stack is deep enough that the parser needs no other one.
    private Duration timeToRender(String text) {
        FutureTask<Duration> work =
                new FutureTask<>(
                        () -> {
                            long start = THREADS.getCurrentThreadCpuTime();
                            assertThat(render(renderer, text).length()).isLessThan(6_000_000);
                            return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
                        });
        new Thread(null, work, "render", 512L << 20).start();
        try {
            return work.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static String render(MarkdownRenderer renderer, String text) {
        StringBuilder html = new StringBuilder();
        renderer.render(
                        new MarkdownSource(
                                text,
                                List.of(),
                                written -> new Links.Target(written, null),
                                "Title",
                                UnaryOperator.identity()))
                .pieces()
                .forEach(piece -> html.append(piece instanceof Html part ? part.html() : ""));
        return html.toString();
    }

    private static String filled(String fragment, int size) {
        return fragment.repeat(size / fragment.length());
    }

    /// A few fragments each time, in runs of any length: nests, floods and mixtures of both.
    private static String random(int seed, int size) {
        Random random = new Random(seed);
        List<String> some =
                random.ints(1 + random.nextInt(8), 0, FRAGMENTS.size())
                        .mapToObj(FRAGMENTS::get)
                        .toList();
        int longest = 1 << random.nextInt(12);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(some.get(random.nextInt(some.size())).repeat(1 + random.nextInt(longest)));
        }
        return text.substring(0, size);
    }
}

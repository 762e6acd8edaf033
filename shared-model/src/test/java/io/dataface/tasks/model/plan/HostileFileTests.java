package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTests {

    private static final String PATH = "workstreams/w/tasks/t.md";
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /// For a dozen passes over two megabytes; anything quadratic would take minutes.
    private static final Duration MANY_PASSES = Duration.ofSeconds(10);

    static Stream<Arguments> frontMatters() {
        return Stream.of(
                Arguments.of("bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "yaml-alias", 2),
                Arguments.of("alias", "a: 1\nb: *a", "yaml-alias", 3),
                Arguments.of("brackets", "title: " + "[".repeat(60_000), "yaml-nesting", 2),
                Arguments.of("braces", "title: " + "{a: ".repeat(15_000), "yaml-nesting", 2),
                Arguments.of("dashes", "title:\n" + "- ".repeat(30_000), "yaml-nesting", 3),
                Arguments.of("questions", "? ".repeat(30_000), "yaml-nesting", 2),
                Arguments.of("list as key", "[a]: b", "yaml-key", 2),
                Arguments.of("hidden", "t: " + "[\"]\",".repeat(10_000), "yaml-nesting", 2),
                Arguments.of("tag", "title: !!java.lang.String x", "yaml-tag", 2),
                Arguments.of(
                        "object", "title: !!javax.script.ScriptEngineManager [x]", "yaml-tag", 2),
                Arguments.of("duplicate", "title: a\nowner: b\ntitle: c", "yaml-duplicate-key", 4),
                Arguments.of("tab", "milestone: a\nmilestones:\n\tm1: a", "yaml-syntax", 4),
                Arguments.of("unclosed", "title: \"a\nowner: b", "yaml-syntax", 4),
                Arguments.of("colon", "title: a: b", "yaml-syntax", 2),
                Arguments.of("control", "title: a\nowner: \u0007", "yaml-character", 3),
                Arguments.of("sequence", "- a\n- b", "yaml-root", 2),
                Arguments.of("list", "title: [a]", "field-type", 2),
                Arguments.of("many", "x: [" + "a,".repeat(32_000) + "]\ny: *z", "yaml-alias", 3),
                Arguments.of("large", "title: " + "a".repeat(70_000), "front-matter-too-large", 1),
                Arguments.of("wide", "title: " + "ä".repeat(40_000), "front-matter-too-large", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frontMatters")
    void isAnErrorWithItsLine(String name, String yaml, String rule, int line) {
        fails("---\n" + yaml + "\n---\n", rule, line);
    }

    @Test
    void aHundredThousandLevelsAreAnErrorInTheSiteToo() {
        byte[] nested = ("nav: " + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        ParsedFile file =
                Assertions.assertTimeout(LIMIT, () -> PlanParser.parse("mkdocs.yml", nested));
        assertThat(PlanFixture.rules(file.problems())).containsExactly("yaml-nesting");
    }

    @Test
    void aBombInTheSiteIsNeverExpanded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        bomb.append("nav: *a39\nextra: {x: *a39, y: 1}\n");
        ParsedFile file =
                Assertions.assertTimeout(LIMIT, () -> PlanFixture.parse("mkdocs.yml", bomb + ""));
        assertThat(file.problems()).isEmpty();
        assertThat(((SitePage) Objects.requireNonNull(file.page())).extra()).containsOnlyKeys("y");
    }

    @Test
    void aHundredThousandLevelsAreAnErrorWhereverTheSizeLimitDoesNotComeFirst() {
        fails("---\ntitle: " + "[".repeat(100_000) + "\n---\n", "front-matter-too-large", 1);
    }

    @Test
    void tenMegabytesAreAnError() {
        byte[] large = new byte[10 * 1024 * 1024];
        Arrays.fill(large, (byte) 'a');
        fails(large, "file-too-large", 1);
    }

    @Test
    void anUnterminatedFrontMatterIsAnError() {
        fails("---\ntitle: a\n\n# Text\n", "front-matter-unterminated", 1);
        fails("---", "front-matter-unterminated", 1);
        fails("---\n" + "a: b\n".repeat(300_000), "front-matter-too-large", 1);
    }

    @Test
    void binaryAndInvalidUtf8AreErrorsAtTheirPlace() {
        fails("---\ntitle: a\n---\nx\0y", "binary", 4);
        byte[] latin = "---\ntitle: Größe\n---\n".getBytes(StandardCharsets.ISO_8859_1);
        Problem problem = fails(latin, "encoding", 2);
        assertThat(problem.column()).isEqualTo(10);
        fails(new byte[] {'a', '\n', (byte) 0xC3}, "encoding", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "![",
                "](",
                "`",
                "<",
                "<!--",
                "*_",
                "{{",
                "{{ a(\"",
                "{{ a(\" }} ",
                "> ",
                "# ",
                "- [ ] ",
                "~~~\n",
                "```\n",
                "{{ x\n\n",
                "## a\n",
                "\\",
                "&",
                "``` `` ` ",
                "{{ task('x') }} ",
                "\n",
                "- ",
                "~~~a\n",
                "(["
            })
    void aBodyOfTwoMegabytesOfOneThingIsReadInTime(String thing) {
        String body = thing.repeat(2_000_000 / thing.length());
        Assertions.assertTimeout(
                MANY_PASSES,
                () -> {
                    ParsedFile file =
                            PlanFixture.parse(PATH, "---\nowner: a\n---\n## Problem\n" + body);
                    Plan plan = Plan.of(List.of(file));
                    plan.tasks().getFirst().summary();
                    PlanFixture.parse(PATH, "# " + body);
                    Macros.find(body);
                });
    }

    private static Problem fails(String text, String rule, int line) {
        return fails(text.getBytes(StandardCharsets.UTF_8), rule, line);
    }

    private static Problem fails(byte[] bytes, String rule, int line) {
        ParsedFile file = Assertions.assertTimeout(LIMIT, () -> PlanParser.parse(PATH, bytes));
        assertThat(file.page()).isNull();
        assertThat(file.problems()).hasSize(1);
        Problem problem = file.problems().getFirst();
        assertThat(problem.rule()).as(problem.message()).isEqualTo(rule);
        assertThat(problem.line()).as(problem.message()).isEqualTo(line);
        assertThat(problem.path()).isEqualTo(PATH);
        assertThat(problem.fix()).isNotBlank();
        return problem;
    }
}

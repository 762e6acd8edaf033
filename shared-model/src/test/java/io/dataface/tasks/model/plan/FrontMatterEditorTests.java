package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontMatterEditorTests {

    private static final String PATH = "workstreams/w/tasks/t.md";

    @Test
    void keepsEveryOtherByte() {
        String before =
                "\uFEFF---\r\n"
                        + "# Größe\r\n"
                        + "title:   'It''s 🎈'   # why\r\n"
                        + "status: not_started # now\r\n"
                        + "---\r\n"
                        + "body\r\n";
        assertThat(set(before, "status", "completed"))
                .isEqualTo(before.replace("not_started", "completed"));
        assertThat(set(before, "title", "Dave's")).isEqualTo(before.replace("It''s 🎈", "Dave''s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "title: a|new|title: new",
                "title: 'a'|new|title: 'new'",
                "title: \"a\"|say \"x\"|title: \"say \\\"x\\\"\"",
                "title: a|a: b|title: \"a: b\"",
                "title: a|true|title: \"true\"",
                "title: a|12|title: \"12\"",
                "pr_number: 7|733|pr_number: 733",
                "completed:|2026-03-23|completed: 2026-03-23",
                "title:  # none|new|title: new  # none",
                "title: ~|new|title: new",
                "title: a #b|c|title: c #b",
                "{title: a, owner: b}|c|{title: c, owner: b}",
                "{title: a, owner: b}|c, d|{title: \"c, d\", owner: b}",
                "title: a|-|title: \"-\"",
                "  title: a|b|  title: b",
            })
    void writesTheValueInTheStyleThatIsThere(String line, String value, String expected) {
        String field = line.replaceAll("^[ {]*(\\w+):.*", "$1");
        assertThat(set("---\n" + line + "\n---\nx", field, value))
                .isEqualTo("---\n" + expected + "\n---\nx");
    }

    @Test
    void aValueOverSeveralLinesIsReplacedWhole() {
        assertThat(set("---\ntitle: a\n  b\n  c\nowner: d\n---\n", "title", "new"))
                .isEqualTo("---\ntitle: new\nowner: d\n---\n");
        assertThat(set("---\ntitle: \"a\n  b\"\nowner: d\n---\n", "title", "new"))
                .isEqualTo("---\ntitle: \"new\"\nowner: d\n---\n");
    }

    @Test
    void aMissingFieldBecomesTheLastLine() {
        assertThat(set("---\r\ntitle: a\r\n---\r\nx", "status", "completed"))
                .isEqualTo("---\r\ntitle: a\r\nstatus: completed\r\n---\r\nx");
        assertThat(set("---\n---\n", "pr_number", "7")).isEqualTo("---\npr_number: 7\n---\n");
        assertThat(set("---\n  title: a\n---\n", "owner", "b"))
                .isEqualTo("---\n  title: a\n  owner: b\n---\n");
        assertThat(set("---\ntext: |\n  a\n# end\n---\n", "owner", "b"))
                .isEqualTo("---\ntext: |\n  a\n# end\nowner: b\n---\n");
    }

    @Test
    void refusesWhatItCannotDoAndSaysWhy() {
        refuses("# no front matter\n", "title", "no front matter");
        refuses("---\ntitle: [a]\n---\n", "title", "Line 2", "list");
        refuses("---\na: b\ntitle: |\n  a\n---\n", "title", "Line 3", "block text");
        refuses("---\n{a: b}\n---\n", "title", "braces");
        refuses("---\ntitle: \"a\n---\n", "owner", "Line 3");
        refuses("---\ntitle: a\n", "title", "three hyphens");
        refuses("---\ntitle: a\n---\n", "a b", "field's name");
        assertThatThrownBy(() -> set("---\ntitle: a\n---\n", "title", "\uD800"))
                .isInstanceOf(FrontMatterException.class);
        assertThatThrownBy(() -> set("---\ntitle: a\n---\n", "title", "x".repeat(70_000)))
                .isInstanceOf(FrontMatterException.class);
    }

    /// Whatever front matter and value come together: what stands before and behind the scalar is
    /// the same afterwards, and the value reads back.
    @Test
    void onlyTheScalarChangesWhateverTheFile() {
        Random random = new Random(20260323);
        for (int i = 0; i < 4_000; i++) {
            GeneratedFile file = GeneratedFile.next(random);
            String value = GeneratedFile.value(random);
            byte[] before = bytes(file.text());
            byte[] after = FrontMatterEditor.setScalar(before, file.field(), value);
            String text = new String(after, StandardCharsets.UTF_8);
            assertThat(text).as(file.text()).startsWith(file.before()).endsWith(file.after());
            ParsedFile parsed = PlanParser.parse(PATH, after);
            assertThat(parsed.page()).as("%s %s", text, parsed.problems()).isNotNull();
            assertThat(read(text, file.field())).as(text).isEqualTo(value);
            assertThat(FrontMatterEditor.setScalar(after, file.field(), value))
                    .as("a second time nothing changes")
                    .isEqualTo(after);
        }
    }

    private static String read(String text, String field) {
        String source = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            FrontMatter front = FrontMatter.locate(source);
            YamlNode.Mapping mapping =
                    (YamlNode.Mapping)
                            YamlReader.read(
                                            source.substring(front.start(), front.end()),
                                            2,
                                            YamlReader.Mode.STRICT)
                                    .orElseThrow();
            YamlNode.Entry entry = mapping.entries().get(field);
            return entry == null ? "" : ((YamlNode.Scalar) entry.value()).value();
        } catch (BrokenFileException e) {
            throw new AssertionError(text, e);
        }
    }

    private static void refuses(String text, String field, String... reasons) {
        assertThatThrownBy(() -> set(text, field, "x"))
                .isInstanceOf(FrontMatterException.class)
                .hasMessageContainingAll(reasons);
    }

    private static String set(String text, String field, String value) {
        return new String(
                FrontMatterEditor.setScalar(bytes(text), field, value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A file in three parts: before the scalar, the scalar, behind it.
    private record GeneratedFile(String field, String before, String scalar, String after) {

        private static final List<String> WORDS =
                List.of(
                        "alpha", "größe", "日本", "🎈", "x: y", "it's", "a\"b", "#1", "[q]", "-",
                        "true", "7", "é\u0301", "tail\\", "{{ x }}");

        String text() {
            return before + scalar + after;
        }

        static GeneratedFile next(Random random) {
            String end = random.nextBoolean() ? "\n" : "\r\n";
            StringBuilder before = new StringBuilder(random.nextInt(3) == 0 ? "\uFEFF" : "");
            before.append("---").append(random.nextInt(4) == 0 ? "  " : "").append(end);
            filler(random, before, "a", end);
            String key = random.nextInt(5) == 0 ? "\"title\"" : "title";
            before.append(key).append(":").append(" ".repeat(1 + random.nextInt(3)));
            StringBuilder after = new StringBuilder(random.nextBoolean() ? "  # größer 🎈" : "");
            after.append(end);
            filler(random, after, "b", end);
            after.append("---").append(end).append("## Problem").append(end);
            after.append(words(random)).append(random.nextBoolean() ? end : "");
            return new GeneratedFile("title", before + "", scalar(random, end), after + "");
        }

        static String value(Random random) {
            return switch (random.nextInt(8)) {
                case 0 -> "completed";
                case 1 -> "2026-03-23T11:08:04-07:00";
                case 2 -> "line one\nline two\ttab";
                case 3 -> " padded ";
                default -> words(random);
            };
        }

        private static String scalar(Random random, String end) {
            return switch (random.nextInt(5)) {
                case 0 -> "plain words here";
                case 1 -> "'" + words(random).replace("'", "''") + "'";
                case 2 -> ScalarWriter.doubleQuoted(words(random));
                case 3 -> "plain" + end + "  over größere" + end + "  lines";
                default -> "größe";
            };
        }

        private static void filler(Random random, StringBuilder text, String name, String end) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String key = "x-" + name + i;
                switch (random.nextInt(6)) {
                    case 0 -> text.append("# a comment: größe 🎈").append(end);
                    case 1 -> text.append(key).append(": [a, 'b', \"ç\"] # c").append(end);
                    case 2 ->
                            text.append(key)
                                    .append(": |")
                                    .append(end)
                                    .append("  block")
                                    .append(end);
                    case 3 -> text.append(key).append(":").append(end).append("  - 日本").append(end);
                    case 4 -> text.append(end);
                    default -> text.append(key).append(":  '🎈'  ").append(end);
                }
            }
        }

        private static String words(Random random) {
            List<String> words = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            return String.join(" ", words);
        }
    }
}

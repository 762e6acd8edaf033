package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.markdown.LinkIndex;
import io.dataface.tasks.model.plan.LinkTarget.Broken;
import io.dataface.tasks.model.plan.LinkTarget.Elsewhere;
import io.dataface.tasks.model.plan.LinkTarget.File;
import io.dataface.tasks.model.plan.LinkTarget.Folder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLinksTests {

    private static final String FROM = "workstreams/app/tasks/fix.md";

    private final Map<String, String> texts = new LinkedHashMap<>();

    PlanLinksTests() {
        texts.put("README.md", "# Home\n\n## Start here\n");
        texts.put("guidebook/how to.md", "# How");
        texts.put("guidebook/chart.png", "");
        texts.put("workstreams/app/index.md", "---\ntitle: App\n---\n## Purpose\n\nx");
        texts.put(FROM, "---\ntitle: Fix\n---\n## Problem\n\nText.\n");
        texts.put("workstreams/app/tasks/other.md", "---\ntitle: Other\n---\n{{ owner() }}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "other.md, workstreams/app/tasks/other.md, ''",
        "./other.md#any, workstreams/app/tasks/other.md, #any",
        "../index.md, workstreams/app/index.md, ''",
        "../../../README.md#start-here, README.md, #start-here",
        "../../../guidebook/how%20to.md?raw#how, guidebook/how to.md, ?raw#how",
        "../../../guidebook/chart.png, guidebook/chart.png, ''",
        "../other/, workstreams/app/tasks/other.md, ''",
        "../../, workstreams/app/index.md, ''",
        "/docs/workstreams/app/, workstreams/app/index.md, ''",
        "/docs/workstreams/app/tasks/other/index.html, workstreams/app/tasks/other.md, ''",
        "#problem, workstreams/app/tasks/fix.md, #problem",
    })
    void linksLeadToTheFileThatTheyName(String written, String path, String rest) {
        assertThat(links().resolve(FROM, written)).isEqualTo(new File(path, rest));
    }

    @Test
    void aFolderOfPagesIsSomewhereToo() {
        assertThat(links().resolve(FROM, "../tasks/"))
                .isEqualTo(new Folder("workstreams/app/tasks/", ""));
        assertThat(links().resolve("README.md", "guidebook#x"))
                .isEqualTo(new Folder("guidebook/", "#x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a.md",
                "mailto:a@b.c",
                "//example.org",
                "/status",
                "{{ extra.forge }}/a",
                "javascript:alert(1)"
            })
    void whatLiesOutsideThePlanIsNotJudged(String written) {
        assertThat(links().resolve(FROM, written)).isEqualTo(new Elsewhere(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gone.md",
                "../../../../outside.md",
                "/docs/gone/",
                "tasks/other.md",
                "%zz.md"
            })
    void whatNamesNothingIsBroken(String written) {
        assertThat(links().resolve(FROM, written)).isInstanceOf(Broken.class);
    }

    @Test
    void aHeadingThatIsNotThereIsBrokenUnlessMacrosMayBringIt() {
        assertThat(links().resolve(FROM, "#gone"))
                .isEqualTo(
                        new Broken(
                                "anchor-missing",
                                FROM + " has no heading \"#gone\".",
                                "Correct the anchor: it is the heading in lower case, with"
                                        + " dashes.",
                                new File(FROM, "#gone")));
        assertThat(links().resolve(FROM, "other.md#whatever")).isInstanceOf(File.class);
    }

    @Test
    void aFileOfTheSameNameElsewhereIsOffered() {
        assertThat(((Broken) links().resolve("README.md", "docs/chart.png")).fix())
                .isEqualTo("Correct the path: perhaps guidebook/chart.png is meant.");
    }

    @Test
    void theChecksNameFileAndLineOfEachBrokenLink() {
        texts.put(
                "README.md",
                "---\n"
                        + "title: Home\n"
                        + "---\n\n"
                        + "# Home\n\n"
                        + "[a](gone.md) ![b](b.png)\n\n"
                        + "```\n"
                        + "[c](no.md)\n"
                        + "```\n"
                        + "\n"
                        + "[d](#nope)\n");

        assertThat(
                        PlanChecks.check(plan(), texts.keySet()).stream()
                                .filter(p -> p.path().equals("README.md"))
                                .map(p -> p.location() + " " + p.rule()))
                .containsExactly(
                        "README.md:7:1 link-broken",
                        "README.md:7:14 image-broken",
                        "README.md:13:1 anchor-missing");
    }

    private PlanLinks links() {
        Map<String, PlanPage> pages = new LinkedHashMap<>();
        plan().pages().forEach(page -> pages.put(page.path(), page));
        return new PlanLinks(
                texts.keySet(),
                path -> Optional.ofNullable(pages.get(path)),
                page -> LinkIndex.of(page.body()));
    }

    private Plan plan() {
        List<ParsedFile> files = new ArrayList<>();
        texts.forEach(
                (path, text) ->
                        files.add(PlanParser.parse(path, text.getBytes(StandardCharsets.UTF_8))));
        return Plan.of(files);
    }
}
